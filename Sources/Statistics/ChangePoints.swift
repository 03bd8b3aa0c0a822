import Foundation

/// A series as levels with sudden changes between them, such as a project's speed over its commits.
///
/// The levels minimise Σ |value - level| + penalty · changes among all segmentations whose segments
/// have a minimum length: the L1 Potts functional (Friedrich, Kempe, Liebscher and Winkler, Journal
/// of Computational and Graphical Statistics 17, 2008), whose levels are medians. Single outliers
/// don't move it, and a drift comes out as steps.
public struct ChangePoints: Codable, Hashable, Sendable {
  /// Values that belong together.
  public struct Level: Codable, Hashable, Sendable {
    /// Indices of the first value and of the one after the last.
    public let start: Int
    public let end: Int
    /// The median of the values.
    public let value: Double

    public var count: Int { end - start }
  }

  /// Where one level ends and the next begins.
  public struct Change: Codable, Hashable, Sendable {
    /// The index of the new level's first value.
    public let index: Int
    public let before: Double
    public let after: Double
    /// At least 95% for the shift between the two levels' values, as if the index had been known
    /// beforehand; `nil` when they are too few, as two against six are.
    public let interval: Interval?

    public var size: Double { after - before }
  }

  /// In order, none empty, together the whole series.
  public let levels: [Level]
  public let changes: [Change]
  /// What a change had to save in Σ |value - level|.
  public let penalty: Double

  /// Finds the levels of finite values, in their order; with no penalty given by ``penalty(for:)``.
  ///
  /// O(n v m) for n values, v of them distinct, and a minimum length of m; intervals
  /// O(n log n) for each change.
  public init(of values: [Double], penalty: Double? = nil, minimumLength: Int = 2) {
    let penalty = penalty ?? Self.penalty(for: values)
    levels = Self.levels(of: values, penalty: penalty, minimumLength: minimumLength)
    self.penalty = penalty
    changes = zip(levels, levels.dropFirst()).map { old, new in
      Change(
        index: new.start, before: old.value, after: new.value,
        interval: MannWhitney.shift(
          from: Array(values[old.start..<old.end]), to: Array(values[new.start..<new.end])
        ).interval)
    }
  }

  /// The penalty of a change: 3 b ln n, with b the mean deviation from the level.
  ///
  /// If deviations are Laplace distributed, Schwarz's criterion (BIC) charges b ln n for the two
  /// parameters of a change, its place and its size. A place can be chosen, which makes chance look
  /// better than that; thrice as much keeps series without a change free of one: simulated with
  /// normal, Laplace and Student's t noise, at most 1 in 20 of 6 values has one, 1 in 100 of 20
  /// values and hardly any longer one. The price is that a step must pay: with 100 values one of
  /// size s is found after about 14 b / s of them.
  ///
  /// b is the median difference of neighbours, which few changes don't touch, over 1.146, the same
  /// of Laplace noise with b = 1. When more than half of the neighbours are equal it is their mean
  /// difference. O(n log n).
  public static func penalty(for values: [Double]) -> Double {
    let steps = zip(values, values.dropFirst()).map { abs($1 - $0) }
    guard !steps.isEmpty else { return 0 }
    let median = Median.of(steps) / 1.146_193
    let deviation = median > 0 ? median : steps.reduce(0, +) / Double(steps.count)
    return 3 * deviation * log(Double(values.count))
  }

  /// The best levels, exactly, by dynamic programming; fewer changes where the cost is the same.
  ///
  /// Values must be finite. A series shorter than two minimum lengths is one level. O(n v m) time and
  /// O(n + v) memory for n values, v of them distinct, and a minimum length of m.
  public static func levels(
    of values: [Double], penalty: Double, minimumLength: Int = 2
  ) -> [Level] {
    guard !values.isEmpty else { return [] }
    let length = max(1, minimumLength)
    guard values.count >= 2 * length else { return [level(of: values, 0, values.count)] }
    // Sums differ by rounding; that isn't worth a change.
    let middle = Median.of(values)
    let rounding = 1e-12 * values.reduce(0) { $0 + abs($1 - middle) }
    var search = PottsSearch(values: values, penalty: penalty + rounding, minimumLength: length)
    let starts = search.starts()
    return zip(starts, starts.dropFirst() + [values.count]).map { level(of: values, $0, $1) }
  }

  private static func level(of values: [Double], _ start: Int, _ end: Int) -> Level {
    Level(start: start, end: end, value: Median.of(Array(values[start..<end])))
  }
}
