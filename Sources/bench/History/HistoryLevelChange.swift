import CommandLineKit
import Measurement

/// A change between two levels of one cell, as a record.
struct HistoryLevelChange {
  let cell: Cell
  let environment: History.Environment
  let commit: History.Commit
  let change: HistoryTimeline.Change
  /// The new level.
  let level: Double?
  /// Whether no later change of the cell is known on the machine.
  let isLatest: Bool

  var isSlower: Bool { change.ratio > 1 }

  static let fields: [Field<HistoryLevelChange>] = [
    Field("commit", .text) { .text($0.commit.name) },
    Field("commit_time", title: "committed", .text) { FieldValue($0.commit.time?.description) },
    Field("cell", .text) { .text("\($0.cell.name)") },
    Field("model", .text, isInTable: false) { .text($0.cell.setting.model) },
    Field("layers", .count, isInTable: false) { FieldValue($0.cell.setting.layers) },
    Field("dtype", .text, isInTable: false) { .text($0.cell.setting.dtype) },
    Field("mask", .text, isInTable: false) { .text($0.cell.setting.mask) },
    Field("threads", .count, isInTable: false) { FieldValue($0.cell.setting.threads) },
    Field("machine", .text) { .text($0.environment.machine) },
    Field("configuration", .text, isInTable: false) { .text($0.environment.configuration) },
    Field("change", title: "new/old", .ratio) { .real($0.change.ratio) },
    Field("change_low", title: "from", .ratio) { FieldValue($0.change.interval?.low) },
    Field("change_high", title: "to", .ratio) { FieldValue($0.change.interval?.high) },
    Field("level", title: "new level", .number, isInTable: false) { FieldValue($0.level) },
    Field("direction", .text) { .text($0.isSlower ? "slower" : "faster") },
    Field("latest", .flag, isInTable: false) { .flag($0.isLatest) },
    Field("subject", .text) { FieldValue($0.commit.subject) },
  ]

  /// All changes, by commit as each machine has them.
  static func all(_ history: History, _ timeline: HistoryTimeline) -> [HistoryLevelChange] {
    timeline.environments.flatMap { environment in
      environment.cells.flatMap { cell in
        cell.changes.map { change in
          HistoryLevelChange(
            cell: cell.cell, environment: environment.environment,
            commit: history.commits[environment.commits[change.place]], change: change,
            level: cell.levels.first { $0.first <= change.place && change.place <= $0.last }?.value,
            isLatest: change == cell.changes.last)
        }
      }
    }
  }
}
