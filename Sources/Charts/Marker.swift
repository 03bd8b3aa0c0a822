/// The shape of a series' points, which tells it from others without its colour.
public enum Marker: Int, Sendable, Equatable, CaseIterable {
  case circle, square, triangle, diamond, invertedTriangle, pentagon
  // Strokes alone, and outlines with strokes across.
  case plus, cross, asterisk, crossedCircle, crossedSquare, crossedDiamond

  /// The marker of a hue where no other is meant.
  public init(of hue: Hue) { self = Marker(rawValue: hue.rawValue) ?? .diamond }

  /// Whether it has an inside, filled or hollow.
  var hasInside: Bool { rawValue < Marker.plus.rawValue }
}
