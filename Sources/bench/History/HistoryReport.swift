import Charts
import CommandLineKit
import Measurement
import Text

/// A history as its chart wants it.
struct HistoryReport {
  let input: HistoryInput

  init(_ history: History, _ timeline: HistoryTimeline) {
    let environments = Self.names(of: timeline.environments.map(\.environment))
    let all = timeline.environments.flatMap { $0.cells.map(\.cell) }
    let telling = Self.telling(all)
    input = HistoryInput(
      subtitle: Self.subtitle(history, timeline),
      quantity: "time over the same FLOPs' at the multiply-add peak",
      cells: zip(timeline.environments, environments).flatMap { environment, machine in
        let commits = environment.commits.map { Self.commit(history.commits[$0]) }
        return environment.cells.map { cell in
          Self.cell(
            cell, name: Self.name(of: cell.cell, telling), machine: machine, commits: commits)
        }
      },
      leastCommits: HistoryTimeline.leastCommits, notes: Self.notes(history, timeline))
  }

  static func commit(_ commit: History.Commit) -> HistoryInput.Commit {
    HistoryInput.Commit(
      name: commit.name, date: (commit.time ?? commit.measured).day,
      subject: commit.subject?.oneLine)
  }

  private static func cell(
    _ cell: HistoryTimeline.CellHistory, name: String, machine: String,
    commits: [HistoryInput.Commit]
  ) -> HistoryInput.Cell {
    HistoryInput.Cell(
      name: name, machine: machine, commits: commits,
      points: cell.points.map { point in
        MeasuredPoint(
          x: Double(point.place), value: point.ratio, low: point.interval?.low,
          high: point.interval?.high)
      },
      levels: cell.levels.map {
        HistoryInput.Level(first: $0.first, last: $0.last, value: $0.value)
      },
      changes: cell.changes.map {
        HistoryInput.Change(
          commit: $0.place, ratio: $0.ratio, low: $0.interval?.low, high: $0.interval?.high)
      })
  }

  private static func subtitle(_ history: History, _ timeline: HistoryTimeline) -> [String] {
    let cells = timeline.environments.flatMap(\.cells)
    let common = aspects.compactMap { aspect in
      let texts = Set(cells.map { aspect($0.cell) })
      return texts.count == 1 ? texts.first : nil
    }
    let levels =
      "levels: L1 segmentation of the logarithms, penalty 3 b ln n, changes of at least "
      + "\(HistoryTimeline.minimumLength) commits, with 95 % intervals"
    let environments = timeline.environments.map(\.environment)
    return
      ([
        common.joined(separator: ", "),
        "medians; bars: 95 % interval from 6 rounds on, else the range",
        span(history, timeline),
      ] + (cells.contains { !$0.levels.isEmpty } ? [levels] : []) + [
        environments.count == 1
          ? describe(environments[0])
          : "\(environments.count) machines or builds, which are not compared, each with a scale of "
            + "its own: "
            + Set(environments.map(\.configuration)).sorted().joined(separator: "; ")
      ]).map(\.oneLine)
  }

  /// How many commits there are, of which days, and what the newest is called.
  private static func span(_ history: History, _ timeline: HistoryTimeline) -> String {
    let commits = Set(timeline.environments.flatMap(\.commits)).map { history.commits[$0] }
    let days = commits.map { ($0.time ?? $0.measured).day }
    let range = Set([days.min(), days.max()].compactMap(\.self)).sorted().joined(separator: " to ")
    // Environments stand in the order of their newest commits.
    let newest = timeline.environments.first?.commits.last.map { commit(history.commits[$0]) }
    return Plural.text(commits.count, "commit") + ", " + range
      + (newest.map { "; the newest: \($0.name) \($0.subject ?? "")" } ?? "")
  }

  private static func describe(_ environment: History.Environment) -> String {
    [
      "machine \(environment.machine)", environment.compiler, environment.libraries,
      environment.configuration,
    ].compactMap(\.self).joined(separator: ", ")
  }

  private static func notes(_ history: History, _ timeline: HistoryTimeline) -> [String] {
    var notes: [String] = []
    let cells = timeline.environments.flatMap(\.cells)
    let short = cells.count { !$0.canShowChange }
    if short > 0, short < cells.count {
      notes.append(
        "Of \(cells.count) cells on these machines \(short) \(Plural.word(short, "has", "have")) fewer than "
          + "\(HistoryTimeline.leastCommits) commits, which can show no change of level.")
    }
    if history.skippedCount > 0 {
      notes.append(
        "Lines of the history that can't be read and are left out: "
          + "\(NumberFormat.grouped(history.skippedCount)).")
    }
    return notes
  }

  // MARK: Names

  /// What cells of different settings differ in.
  private static let aspects: [@Sendable (Cell) -> String] = [
    { $0.setting.model }, { $0.setting.program }, { $0.setting.dtype },
    { "mask \($0.setting.mask)" },
    { Plural.text($0.setting.threads, "thread") },
    { "weights \($0.setting.weights)" }, { "segments of \($0.positions / $0.segments)" },
  ]

  /// What tells the cells from each other.
  private static func telling(_ cells: [Cell]) -> [@Sendable (Cell) -> String] {
    aspects.filter { aspect in Set(cells.map { aspect($0) }).count > 1 }
  }

  private static func name(of cell: Cell, _ telling: [@Sendable (Cell) -> String]) -> String {
    ([cell.label] + telling.map { $0(cell) }).joined(separator: ", ").oneLine
  }

  /// The machines' fingerprints, with what tells builds on one machine apart.
  static func names(of environments: [History.Environment]) -> [String] {
    let parts: [(History.Environment) -> String] = [
      { $0.compiler }, { $0.libraries ?? "no library" }, { $0.configuration }, { $0.reference },
    ]
    return environments.map { environment in
      let others = environments.filter { $0.machine == environment.machine }
      let telling = parts.filter { part in Set(others.map { part($0) }).count > 1 }
      return ([environment.machine] + telling.map { $0(environment) }).joined(separator: ", ")
        .oneLine
    }
  }
}
