/// How many rounds a cell is visited in.
public struct RoundLimits: Codable, Hashable, Sendable {
  /// A cell is measured in as many or not at all.
  public let minimum: Int
  public let maximum: Int
  /// How far from the median its interval may reach for a cell to be done; `nil` when the number
  /// of rounds is fixed.
  public let precision: Double?

  /// As many rounds for each cell, whatever they show.
  public static func fixed(_ count: Int) -> RoundLimits {
    RoundLimits(minimum: count, maximum: count, precision: nil)
  }

  /// Until the median's interval is within ±2 %: at least three rounds.
  public static let untilPrecise = RoundLimits(minimum: 3, maximum: 60, precision: 0.02)
}
