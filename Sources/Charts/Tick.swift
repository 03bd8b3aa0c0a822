/// A mark on an axis, its label, and a second label below it where the axis has two units.
public struct Tick: Sendable, Equatable {
  public var position: Double
  public var label: String
  public var secondLabel: String?

  /// A mark at `position`.
  public init(_ position: Double, _ label: String, second: String? = nil) {
    self.position = position
    self.label = label
    self.secondLabel = second
  }
}
