import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct ChangePointsTests {
  private func series(
    _ levels: [(count: Int, value: Double)], noise: Double, seed: UInt64
  ) -> [Double] {
    var generator = Seeded(seed)
    return levels.flatMap { level in
      (0..<level.count).map { _ in level.value + noise * laplace(using: &generator) }
    }
  }

  @Test func exactSteps() {
    let found = ChangePoints(of: [1, 1, 1, 1, 2, 2, 2, 2, 2, 1.5, 1.5, 1.5], penalty: 0.1)
    #expect(found.levels.map(\.value) == [1, 2, 1.5])
    #expect(found.levels.map(\.start) == [0, 4, 9])
    #expect(found.levels.map(\.end) == [4, 9, 12])
    #expect(found.changes.map(\.size) == [1, -0.5])
    #expect(found.changes.map(\.index) == [4, 9])
  }

  /// Known steps under noise are found within two values of where they are.
  @Test func noisySteps() throws {
    for seed in 1...20 {
      let values = series(
        [(40, 0), (30, 0.1), (50, 0.04)], noise: 0.01, seed: UInt64(seed))
      let changes = ChangePoints(of: values).changes
      try #require(changes.count == 2, "seed \(seed)")
      #expect(abs(changes[0].index - 40) <= 2 && abs(changes[1].index - 70) <= 3)
      #expect(abs(changes[0].size - 0.1) < 0.01 && abs(changes[1].size + 0.06) < 0.01)
    }
  }

  /// The interval of a change covers its true size about as often as it says.
  @Test func intervalsOfChanges() throws {
    let covered = try (1...100).filter { seed in
      let values = series([(30, 0), (20, 0.1)], noise: 0.01, seed: UInt64(seed))
      let change = try #require(ChangePoints(of: values).changes.first)
      return try #require(change.interval).contains(0.1)
    }
    // 95 of 100; three standard deviations fewer are 88.
    #expect(covered.count >= 88)
  }

  /// No change, none found: of 100 series each, as many as the penalty's documentation says, and
  /// three standard deviations more.
  @Test(arguments: [(6, 12), (10, 6), (20, 4), (50, 3), (200, 1)])
  func noChange(count: Int, most: Int) {
    let wrong = (1...100).filter { seed in
      let values = series([(count, 5)], noise: 0.1, seed: UInt64(seed * 7 + count))
      return !ChangePoints(of: values).changes.isEmpty
    }
    #expect(wrong.count <= most)
  }

  /// A single outlier is no level, however large, and doesn't hide the step beside it.
  @Test func outliers() {
    var values = series([(30, 0), (30, 0.1)], noise: 0.005, seed: 2)
    values[10] = 50
    values[45] = -50
    let changes = ChangePoints(of: values).changes
    #expect(changes.count == 1)
    #expect(changes.first.map { abs($0.index - 30) <= 1 } ?? false)
  }

  @Test func equalValues() {
    #expect(ChangePoints(of: [Double](repeating: 3, count: 50)).changes.isEmpty)
    // Counts have no noise: the least step that lasts is a change.
    let counts = [Double](repeating: 1000, count: 20) + [Double](repeating: 1001, count: 20)
    #expect(ChangePoints(of: counts).changes.map(\.index) == [20])
  }

  @Test func shortSeries() {
    #expect(ChangePoints(of: []).levels.isEmpty)
    #expect(ChangePoints(of: [4]).levels.map(\.value) == [4])
    #expect(ChangePoints(of: [1, 9, 5], penalty: 0).levels.map(\.value) == [5])
    #expect(ChangePoints.levels(of: [1, 1, 9], penalty: 0.1).count == 1)
    #expect(ChangePoints.levels(of: [1, 1, 9, 9], penalty: 0.1).map(\.end) == [2, 4])
    #expect(ChangePoints.levels(of: [1, 9], penalty: 0.1, minimumLength: 1).count == 2)
  }

  /// The dynamic program finds what trying every segmentation finds.
  @Test func exhaustive() {
    var generator = Seeded(8)
    for round in 0..<120 {
      let count = Int.random(in: 4...11, using: &generator)
      let length = Int.random(in: 1...3, using: &generator)
      // In every other round few distinct values, so that ties happen.
      let values = (0..<count).map { _ in
        let value = Double.random(in: 0..<7, using: &generator)
        return round % 2 == 0 ? value : value.rounded(.down)
      }
      let penalty = Double.random(in: 0.1..<6, using: &generator)
      let levels = ChangePoints.levels(of: values, penalty: penalty, minimumLength: length)
      #expect(levels.map(\.start) == [0] + levels.dropLast().map(\.end))
      #expect(levels.allSatisfy { $0.count >= min(length, count) })
      let found = Self.cost(values, levels.map(\.end), penalty)
      var least = Double.infinity
      for cuts in 0..<(1 << (count - 1)) {
        let ends = (1..<count).filter { cuts >> ($0 - 1) & 1 == 1 } + [count]
        guard zip([0] + ends, ends).allSatisfy({ $1 - $0 >= length }) else { continue }
        least = min(least, Self.cost(values, ends, penalty))
      }
      if count >= length { #expect(abs(found - least) < 1e-9) }
    }
  }

  private static func cost(_ values: [Double], _ ends: [Int], _ penalty: Double) -> Double {
    var (total, start) = (-penalty, 0)
    for end in ends {
      let middle = Median.of(Array(values[start..<end]))
      total += penalty + values[start..<end].reduce(0) { $0 + abs($1 - middle) }
      start = end
    }
    return total
  }

  /// Ten thousand commits, five steps.
  @Test func longSeries() {
    let values = series(
      (0..<6).map { (count: $0 == 5 ? 1_670 : 1_666, value: Double($0 % 2) * 0.05) }, noise: 0.01,
      seed: 3)
    let changes = ChangePoints(of: values).changes
    #expect(changes.count == 5)
    #expect(
      zip(changes, 1...5).allSatisfy { abs($0.index - 1_666 * $1) <= 5 && $0.interval != nil })
  }

  /// Shifting and stretching the series shifts and stretches the levels.
  @Test func scale() {
    let values = series([(20, 1), (20, 1.2)], noise: 0.01, seed: 4)
    let one = ChangePoints(of: values)
    let other = ChangePoints(of: values.map { 1024 * $0 })
    #expect(one.changes.count == 1)
    #expect(one.changes.map(\.index) == other.changes.map(\.index))
    #expect(one.levels.map { 1024 * $0.value } == other.levels.map(\.value))
  }
}
