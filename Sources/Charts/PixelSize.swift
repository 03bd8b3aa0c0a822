/// A picture's size, in pixels of the SVG; the PNG has twice as many each way.
public struct PixelSize: Sendable, Equatable {
  public var width: Double
  public var height: Double

  /// A size of `width` by `height` pixels.
  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }
}
