/// From how many segments on one law is cheaper than another, by the laws.
public struct BreakEven: Codable, Hashable, Sendable {
  /// The largest number of segments that is looked at, unless told otherwise.
  public static let defaultLimit = 1 << 20

  /// The smallest number from which on it stays cheaper.
  public let segments: Int
  /// Between the 2.5th and the 97.5th percentile of resampled pairs of laws; an end is `nil` where
  /// the laws don't cross up to the limit, and both are without resamples.
  public let low: Int?
  public let high: Int?
  /// The share of resampled pairs that don't cross up to the limit.
  public let never: Double

  /// From where on `cheaper` takes less than `dearer`; `nil` when it doesn't up to `limit` segments.
  ///
  /// The fits should have been made together, by ``ScalingFit/jointly(_:resamples:using:)``.
  /// O(resamples · log limit).
  public init?(of cheaper: ScalingFit, over dearer: ScalingFit, limit: Int = defaultLimit) {
    guard let segments = Self.crossing(of: cheaper.law, over: dearer.law, limit: limit) else {
      return nil
    }
    let crossings = zip(cheaper.resampledLaws, dearer.resampledLaws).map { cheaper, dearer in
      // Never is later than anything.
      Self.crossing(of: cheaper, over: dearer, limit: limit) ?? Int.max
    }.sorted()
    self.segments = segments
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

  /// The smallest number from which on `cheaper` takes less than `dearer`, up to `limit`.
  ///
  /// From the limit down in steps of 1/16 until it doesn't, then by bisection; two crossings closer
  /// together than a step are taken for none. O(log limit).
  public static func crossing(
    of cheaper: ScalingLaw, over dearer: ScalingLaw, limit: Int = defaultLimit
  ) -> Int? {
    func isCheaper(_ segments: Int) -> Bool {
      cheaper.seconds(segments: Double(segments)) < dearer.seconds(segments: Double(segments))
    }
    guard limit >= 1, isCheaper(limit) else { return nil }
    var holds = limit
    var fails = 0
    while holds > 1 {
      let next = holds - max(1, holds / 16)
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
