import Foundation
import Statistics

/// The levels of a series of ratios, and the changes between them.
///
/// On logarithms, so that a change is a factor: twice as slow is as far as twice as fast.
struct HistoryLevels: Equatable {
  /// Values that belong together, by index, both ends included.
  struct Level: Equatable {
    let first: Int
    let last: Int
    /// The median ratio.
    let value: Double
  }

  struct Change: Equatable {
    /// The index of the new level's first value.
    let index: Int
    /// The new level over the old one.
    let ratio: Double
    /// At least 95 %; `nil` when the values are too few.
    let interval: Interval?
  }

  let levels: [Level]
  let changes: [Change]

  /// Commits that a change has to last for.
  static let minimumLength = 2
  /// Series up to this length are searched as they are.
  static let longestExact = 2_000
  /// Distinct values that longer ones are rounded to at most; the search takes as many times longer.
  private static let mostDistinct = 256
  /// Values at either side of a change that its interval is made from.
  private static let mostForInterval = 500

  /// Finds the levels of positive ratios in their order, by ``ChangePoints`` and its penalty.
  init(of ratios: [Double]) {
    let values = ratios.map { log($0) }
    let penalty = ChangePoints.penalty(for: values)
    let found = ChangePoints.levels(
      of: values.count > Self.longestExact ? Self.rounded(values, penalty) : values,
      penalty: penalty, minimumLength: Self.minimumLength)
    // The levels themselves are of the values as they are.
    let medians = found.map { Median.of(Array(values[$0.start..<$0.end])) }
    levels = zip(found, medians).map { level, median in
      Level(first: level.start, last: level.end - 1, value: exp(median))
    }
    changes = (1..<max(1, found.count)).map { index in
      let (old, new) = (found[index - 1], found[index])
      let shift = MannWhitney.shift(
        from: Array(values[max(old.start, old.end - Self.mostForInterval)..<old.end]),
        to: Array(values[new.start..<min(new.end, new.start + Self.mostForInterval)]))
      return Change(
        index: new.start, ratio: exp(medians[index] - medians[index - 1]),
        interval: shift.interval?.map { exp($0) })
    }
  }

  /// Values on a grid a quarter as wide as their mean deviation, or wider where it has to be.
  ///
  /// The penalty is 3 b ln n, so that b, the mean deviation, follows from it. Rounding moves a value
  /// by b / 8, and the penalty of a long series is more than 22 b.
  private static func rounded(_ values: [Double], _ penalty: Double) -> [Double] {
    var step = penalty / (3 * log(Double(values.count))) / 4
    guard step > 0, step.isFinite else { return values }
    let middle = Median.of(values)
    while true {
      let rounded = values.map { middle + ((($0 - middle) / step).rounded() * step) }
      if Set(rounded).count <= mostDistinct { return rounded }
      step *= 2
    }
  }
}
