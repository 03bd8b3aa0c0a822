/// A line style and what it means, in words.
public struct KeyEntry: Sendable, Equatable {
  public var style: SeriesStyle
  public var text: String

  /// An explanation of `style`.
  public init(_ style: SeriesStyle, _ text: String) {
    self.style = style
    self.text = text
  }
}
