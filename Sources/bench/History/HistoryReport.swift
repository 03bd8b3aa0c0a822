import Charts
import CommandLineKit
import Measurement

/// A history as its chart wants it.
struct HistoryReport {
  let input: HistoryInput

  init(_ history: History, _ timeline: HistoryTimeline) {
    let environments = Self.names(of: timeline.environments)
    let cells = Self.names(of: timeline.cells.map(\.cell))
    input = HistoryInput(
      subtitle: Self.subtitle(timeline),
      quantity: "time over the same FLOPs' at the multiply-add peak",
      commits: timeline.places.map { place in
        HistoryInput.Commit(
          name: history.commits[place.commit].name, machine: environments[place.environment])
      },
      cells: zip(timeline.cells, cells).map { Self.cell($0, name: $1) },
      notes: Self.notes(history, timeline))
  }

  private static func cell(
    _ cell: HistoryTimeline.CellHistory, name: String
  ) -> HistoryInput.Cell {
    HistoryInput.Cell(
      name: name,
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

  private static func subtitle(_ timeline: HistoryTimeline) -> [String] {
    let commits = Set(timeline.places.map(\.commit)).count
    let common = aspects.compactMap { aspect in
      let texts = Set(timeline.cells.map { aspect($0.cell) })
      return texts.count == 1 ? texts.first : nil
    }
    let built = Set(timeline.environments.map(\.configuration)).sorted()
    return [
      common.joined(separator: ", "),
      "medians; bars: 95 % interval from 6 rounds on, else the range; "
        + Plural.text(commits, "commit"),
      "levels: L1 segmentation of the logarithms, penalty 3 b ln n, changes of at least "
        + "\(HistoryTimeline.minimumLength) commits, with 95 % intervals",
      timeline.environments.count == 1
        ? describe(timeline.environments[0])
        : "\(timeline.environments.count) machines or builds, which are not compared: "
          + built.joined(separator: "; "),
    ].map(\.oneLine)
  }

  private static func describe(_ environment: History.Environment) -> String {
    [
      "machine \(environment.machine)", environment.compiler, environment.libraries,
      environment.configuration,
    ].compactMap(\.self).joined(separator: ", ")
  }

  private static func notes(_ history: History, _ timeline: HistoryTimeline) -> [String] {
    var notes: [String] = []
    if timeline.isGrouped {
      notes.append(
        "Commits were measured on several machines or builds: those of each stand together.")
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
    { "mask \($0.setting.mask)" }, { Plural.text($0.setting.threads, "thread") },
    { "weights \($0.setting.weights)" }, { "segments of \($0.positions / $0.segments)" },
  ]

  /// The cells' names, with what tells them from others.
  private static func names(of cells: [Cell]) -> [String] {
    let telling = aspects.filter { aspect in Set(cells.map { aspect($0) }).count > 1 }
    return cells.map { cell in
      ([cell.label] + telling.map { $0(cell) }).joined(separator: ", ").oneLine
    }
  }

  /// The machines' fingerprints, with what tells builds on one machine apart.
  private static func names(of environments: [History.Environment]) -> [String] {
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
