import Foundation

/// Differences too small to matter, or too small for this machine to tell: ±`halfWidth` in the
/// logarithm of the ratio.
public struct NoiseBand: Codable, Hashable, Sendable {
  public let halfWidth: Double

  public init(halfWidth: Double) {
    self.halfWidth = halfWidth
  }

  /// From a share: 0.02 is a ratio between 1/1.02 and 1.02.
  public init(relative share: Double) {
    halfWidth = log1p(share)
  }

  /// ±2%, the narrowest band.
  public static let floor = NoiseBand(relative: 0.02)

  public var interval: Interval { Interval(-halfWidth, halfWidth) }

  /// The wider of two.
  public func widened(to other: NoiseBand) -> NoiseBand {
    other.halfWidth > halfWidth ? other : self
  }

  /// Where an interval of log-ratios lies: beyond the band, inside it, or across its edge.
  public func verdict(on interval: Interval) -> Verdict {
    if interval.low > halfWidth { return .regressed }
    if interval.high < -halfWidth { return .improved }
    return interval.lies(within: self.interval) ? .unchanged : .inconclusive
  }
}
