/// A few words about one place of a panel; they stand beside it, where nothing else does.
public struct Callout: Sendable, Equatable {
  public var x: Double
  public var y: Double
  public var text: String
  /// `nil` is grey.
  public var hue: Hue?

  /// `text` about the place (`x`, `y`).
  public init(x: Double, y: Double, text: String, hue: Hue? = nil) {
    self.x = x
    self.y = y
    self.text = text
    self.hue = hue
  }
}
