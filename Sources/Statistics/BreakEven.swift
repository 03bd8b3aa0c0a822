/// From how many positions on one law is cheaper than another, by the laws.
public struct BreakEven: Codable, Hashable, Sendable {
  /// The lengths that are looked at, unless told otherwise.
  public static let defaultRange = 1...1 << 30

  /// The smallest length from which on it stays cheaper.
  public let positions: Int
  /// Between the 2.5th and the 97.5th percentile of resampled pairs of laws; an end is `nil` where
  /// the laws don't cross in the range, and both are without resamples.
  public let low: Int?
  public let high: Int?
  /// The share of resampled pairs that don't cross in the range.
  public let never: Double

  /// From where on `cheaper` takes less than `dearer`; `nil` when it doesn't at the end of `range`.
  ///
  /// The fits should have been made together, by ``ScalingFit/jointly(_:resamples:using:)``.
  /// O(resamples · log range).
  public init?(
    of cheaper: ScalingFit, over dearer: ScalingFit, in range: ClosedRange<Int> = defaultRange
  ) {
    guard let positions = Self.crossing(of: cheaper.law, over: dearer.law, in: range) else {
      return nil
    }
    let crossings = zip(cheaper.resampledLaws, dearer.resampledLaws).map { cheaper, dearer in
      // Never is later than anything.
      Self.crossing(of: cheaper, over: dearer, in: range) ?? Int.max
    }.sorted()
    self.positions = positions
    func at(_ share: Double) -> Int? {
      guard !crossings.isEmpty else { return nil }
      let crossing = crossings[Int((share * Double(crossings.count - 1)).rounded())]
      return crossing == .max ? nil : crossing
    }
    let tail = (1 - ScalingFit.confidence) / 2
    low = at(tail)
    high = at(1 - tail)
    never =
      crossings.isEmpty
      ? 0 : Double(crossings.count { $0 == .max }) / Double(crossings.count)
  }

  /// The smallest length in `range` from which on `cheaper` takes less than `dearer`, up to its end.
  ///
  /// From the end down in steps of 1/16 until it doesn't, then by bisection; two crossings closer
  /// together than a step are taken for none. O(log range).
  public static func crossing(
    of cheaper: ScalingLaw, over dearer: ScalingLaw, in range: ClosedRange<Int> = defaultRange
  ) -> Int? {
    func isCheaper(_ positions: Int) -> Bool {
      cheaper.seconds(positions: Double(positions)) < dearer.seconds(positions: Double(positions))
    }
    guard isCheaper(range.upperBound) else { return nil }
    var holds = range.upperBound
    var fails = range.lowerBound - 1
    while holds > range.lowerBound {
      let next = max(range.lowerBound, holds - max(1, holds / 16))
      guard isCheaper(next) else {
        fails = next
        break
      }
      holds = next
    }
    while holds - fails > 1 {
      let middle = fails + (holds - fails) / 2
      if isCheaper(middle) { holds = middle } else { fails = middle }
    }
    return holds
  }
}
