/// Rotary position encoding: Su et al., arXiv 2104.09864.
///
/// Columns j and j + width / 2 of a head are turned by the angle `position · base^(-2j / width)`.
public struct RotaryEncoding: Hashable, Sendable {
  /// Columns of a head that are turned, an even number; the rest stay.
  public let width: Int
  public let base: Float

  public init(width: Int, base: Float = 10_000) {
    self.width = width
    self.base = base
  }
}
