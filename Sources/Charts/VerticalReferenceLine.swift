/// A dashed grey line up a panel at one x, to point out where something happens.
public struct VerticalReferenceLine: Sendable, Equatable {
  public var x: Double
  /// Stands beside the line, where nothing else is drawn.
  public var label: String

  /// A line at `x`.
  public init(x: Double, label: String) {
    self.x = x
    self.label = label
  }
}
