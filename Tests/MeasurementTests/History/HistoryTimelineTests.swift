import Foundation
import Statistics
import Testing

@testable import Measurement

@Suite struct HistoryTimelineTests {
  /// Alternating around a level, so that the deviations are known.
  private func noisy(_ level: Double, _ count: Int) -> [Double] {
    (0..<count).map { level * (1 + 0.004 * sin(Double($0 * $0) * 1.7)) }
  }

  @Test func aStepIsFoundWithItsSize() throws {
    let history = HistorySamples.history(ratios: noisy(2, 20) + noisy(2.2, 20))
    let timeline = HistoryTimeline(history, positions: [:])
    let cell = try #require(timeline.cells.first)
    #expect(timeline.cells.count == 1 && cell.points.map(\.place) == Array(0..<40))
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
      let history = HistorySamples.history(
        ratios: noisy(2, 15) + noisy(8, count) + noisy(2, 15))
      return try #require(HistoryTimeline(history, positions: [:]).cells.first).changes.map(\.place)
    }
    #expect(try changes(1) == [])
    #expect(try changes(2) == [15, 17])
  }

  /// Twice as slow on another machine is no change of the project.
  @Test func machinesAreNotCompared() throws {
    let history = HistorySamples.history(
      ratios: noisy(2, 20) + noisy(4, 20),
      machines: [String](repeating: "aaaaaaaa", count: 20)
        + [String](repeating: "bbbbbbbb", count: 20))
    let timeline = HistoryTimeline(history, positions: [:])
    let cell = try #require(timeline.cells.first)
    #expect(cell.changes == [] && cell.levels.count == 2 && cell.points.count == 40)
    #expect(timeline.environments.map(\.machine) == ["aaaaaaaa", "bbbbbbbb"])
    #expect(timeline.places.map(\.environment) == (0..<40).map { $0 < 20 ? 0 : 1 })
    #expect(!timeline.isGrouped)
  }

  /// When a machine comes back, its level goes on; it isn't drawn where it wasn't measured.
  @Test func aMachineComesBack() throws {
    let machines = [10, 10, 10].enumerated().flatMap { index, count in
      [String](repeating: index == 1 ? "bbbbbbbb" : "aaaaaaaa", count: count)
    }
    let history = HistorySamples.history(
      ratios: noisy(2, 10) + noisy(4, 10) + noisy(2, 10), machines: machines)
    let cell = try #require(HistoryTimeline(history, positions: [:]).cells.first)
    #expect(cell.changes == [])
    #expect(cell.levels.map(\.first) == [0, 10, 20] && cell.levels.map(\.last) == [9, 19, 29])
    #expect(cell.levels[0].value == cell.levels[2].value)
  }

  /// Commits measured on two machines: each machine's stand together.
  @Test func machinesSideBySide() throws {
    let lines = (0..<6).flatMap { commit in
      ["aaaaaaaa", "bbbbbbbb"].map {
        HistorySamples.line(["machine": "\"\($0)\""], commit: commit)
      }
    }
    let timeline = HistoryTimeline(HistorySamples.history(lines), positions: [:])
    #expect(timeline.isGrouped && timeline.places.count == 12)
    #expect(timeline.places.map(\.environment) == [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
    #expect(timeline.places.map(\.commit) == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5])
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
    let exact = Segmentation(of: ratios.map { log($0) })
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
    #expect(timeline.cells.map(\.cell.segments) == [2, 4] && timeline.places.count == 2)
    let none = HistoryTimeline(HistorySamples.history(lines), positions: [:]) { _ in false }
    #expect(none.cells == [] && none.places == [])
  }
}
