import Foundation
import Statistics
import Testing

@testable import Measurement

@Suite struct HistoryTimelineTests {
  /// Alternating around a level, so that the deviations are known.
  private func noisy(_ level: Double, _ count: Int) -> [Double] {
    (0..<count).map { level * (1 + 0.004 * sin(Double($0 * $0) * 1.7)) }
  }

  private func only(_ history: History) throws -> HistoryTimeline.CellHistory {
    let timeline = HistoryTimeline(history, positions: [:])
    try #require(timeline.environments.count == 1)
    return try #require(timeline.environments[0].cells.first)
  }

  @Test func aStepIsFoundWithItsSize() throws {
    let cell = try only(HistorySamples.history(ratios: noisy(2, 20) + noisy(2.2, 20)))
    #expect(cell.points.map(\.place) == Array(0..<40))
    let change = try #require(cell.changes.first)
    #expect(cell.changes.count == 1 && change.place == 20)
    #expect(abs(change.ratio - 1.1) < 0.005)
    let interval = try #require(change.interval)
    #expect(interval.contains(1.1) && interval.width < 0.02)
    #expect(cell.levels.map(\.first) == [0, 20] && cell.levels.map(\.last) == [19, 39])
  }

  /// A single commit is an outlier; two are a level.
  @Test func aChangeLastsTwoCommits() throws {
    func changes(_ count: Int) throws -> [Int] {
      try only(HistorySamples.history(ratios: noisy(2, 15) + noisy(8, count) + noisy(2, 15)))
        .changes.map(\.place)
    }
    #expect(try changes(1) == [])
    #expect(try changes(2) == [15, 17])
  }

  /// Two levels of two commits each are the least that a change is between.
  @Test func fewCommitsHaveNoLevel() throws {
    for count in 1...3 {
      let cell = try only(HistorySamples.history(ratios: noisy(2, count)))
      #expect(!cell.canShowChange && cell.levels == [] && cell.points.count == count)
    }
    let cell = try only(HistorySamples.history(ratios: noisy(2, 4)))
    #expect(cell.canShowChange && cell.levels.count == 1)
  }

  /// Twice as slow on another machine is no change of the project; the one measured last is first.
  @Test func machinesAreNotCompared() throws {
    let history = HistorySamples.history(
      ratios: noisy(2, 20) + noisy(4, 20),
      machines: [String](repeating: "aaaaaaaa", count: 20)
        + [String](repeating: "bbbbbbbb", count: 20))
    let environments = HistoryTimeline(history, positions: [:]).environments
    #expect(environments.map(\.environment.machine) == ["bbbbbbbb", "aaaaaaaa"])
    #expect(environments.map(\.commits) == [Array(20..<40), Array(0..<20)])
    for cell in environments.flatMap(\.cells) {
      #expect(cell.changes == [] && cell.levels.count == 1 && cell.points.count == 20)
      #expect(cell.points.map(\.place) == Array(0..<20))
    }
  }

  /// When a machine comes back, its level goes on, whatever another one did in between.
  @Test func aMachineComesBack() throws {
    let machines = [10, 10, 10].enumerated().flatMap { index, count in
      [String](repeating: index == 1 ? "bbbbbbbb" : "aaaaaaaa", count: count)
    }
    let history = HistorySamples.history(
      ratios: noisy(2, 10) + noisy(4, 10) + noisy(2, 10), machines: machines)
    let environment = try #require(HistoryTimeline(history, positions: [:]).environments.first)
    #expect(environment.commits == Array(0..<10) + Array(20..<30))
    let cell = try #require(environment.cells.first)
    #expect(cell.changes == [] && cell.levels.map(\.first) == [0])
    #expect(cell.levels.map(\.last) == [19])
  }

  /// A commit measured on two machines is one commit of each.
  @Test func machinesSideBySide() throws {
    let lines = (0..<6).flatMap { commit in
      ["aaaaaaaa", "bbbbbbbb"].map {
        HistorySamples.line(["machine": "\"\($0)\""], commit: commit)
      }
    }
    let timeline = HistoryTimeline(HistorySamples.history(lines), positions: [:])
    #expect(timeline.environments.map(\.commits) == [Array(0..<6), Array(0..<6)])
    #expect(timeline.environments.map(\.environment.machine) == ["aaaaaaaa", "bbbbbbbb"])
  }

  /// Levels are found in all commits; a window only chooses what of them is shown.
  @Test func aWindowShowsWhatItChooses() throws {
    let history = HistorySamples.history(ratios: noisy(2, 20) + noisy(2.2, 20))
    func shown(_ window: HistoryWindow) -> HistoryTimeline.EnvironmentHistory? {
      HistoryTimeline(history, positions: [:], in: window).environments.first
    }
    let last = try #require(shown(.last(21)))
    #expect(last.commits == Array(19..<40))
    #expect(last.cells[0].changes.map(\.place) == [1])
    #expect(last.cells[0].levels.map(\.first) == [0, 1])
    #expect(last.cells[0].levels.map(\.last) == [0, 20])
    let few = try #require(shown(.last(3)))
    #expect(few.cells[0].canShowChange && few.cells[0].changes == [])
    #expect(few.cells[0].levels.map(\.first) == [0] && few.cells[0].levels.map(\.last) == [2])
    let time = try #require(UTCTime(seconds: 1_790_000_000 + 30 * 60))
    #expect(shown(.since(time))?.commits == Array(30..<40))
    let name = history.commits[25].name
    #expect(shown(.from(name))?.commits == Array(25..<40))
    #expect(HistoryWindow.from(name).isKnown(in: history))
    #expect(!HistoryWindow.from("fffffff").isKnown(in: history))
    #expect(shown(.last(1000))?.commits.count == 40)
    #expect(history.entries(positions: [:], in: .last(2)).map(\.commit).count == 2)
  }

  /// Long series are rounded for the search, which must not move what is found.
  @Test func roundingChangesNothing() throws {
    var state: UInt64 = 1
    func noise() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state) >> 11) / 0x1p52
    }
    let levels = [2.0, 2.1, 1.9, 1.95]
    let ratios = levels.flatMap { level in
      (0..<600).map { _ in level * (1 + 0.01 * noise()) }
    }
    try #require(ratios.count > HistoryLevels.longestExact)
    let found = HistoryLevels(of: ratios)
    let exact = ChangePoints(of: ratios.map { log($0) })
    #expect(found.levels.count == exact.levels.count && found.changes.count == 3)
    for (level, other) in zip(found.levels, exact.levels) {
      // The steps are 2.5 noise bands or more, so that the ends are clear to a few commits.
      #expect(abs(level.first - other.start) <= 3)
      #expect(abs(level.value / exp(other.value) - 1) < 1e-3)
    }
  }

  @Test func onlyWhatIsWanted() {
    let lines = [1, 2, 4].map {
      HistorySamples.line(["segments": "\($0)"], commit: $0)
    }
    let timeline = HistoryTimeline(HistorySamples.history(lines), positions: [:]) {
      $0.segments > 1
    }
    let environment = timeline.environments.first
    #expect(environment?.cells.map(\.cell.segments) == [2, 4] && environment?.commits.count == 2)
    let none = HistoryTimeline(HistorySamples.history(lines), positions: [:]) { _ in false }
    #expect(none.environments == [])
  }
}
