/// An image cut into square patches, each a row: Dosovitskiy et al., arXiv 2010.11929, section 3.1.
///
/// Patches stand in the order of reading. A patch's columns are its pixels channel by channel, as a
/// convolution's kernel `[channels, side, side]` has them.
public struct ImagePatches: Hashable, Sendable {
  public let channels: Int
  /// Pixels from top to bottom.
  public let height: Int
  /// Pixels from left to right.
  public let width: Int
  /// Pixels on a side of a patch.
  public let side: Int

  /// - Throws: ``EngineError`` when the image has no pixels, or patches don't divide it.
  public init(channels: Int, height: Int, width: Int, side: Int) throws(EngineError) {
    guard channels > 0, height > 0, width > 0, side > 0 else {
      throw EngineError(
        "an image of \(channels) × \(height) × \(width) in patches of \(side) × \(side) holds "
          + "nothing; make every size 1 or more")
    }
    guard height.isMultiple(of: side), width.isMultiple(of: side) else {
      let (nearHeight, nearWidth) = (Self.near(height, side), Self.near(width, side))
      throw EngineError(
        "an image of \(height) × \(width) pixels can't be cut into patches of \(side) × \(side); "
          + "take one whose sides are multiples of \(side), such as \(nearHeight) × \(nearWidth)")
    }
    self.channels = channels
    self.height = height
    self.width = width
    self.side = side
  }

  /// The nearest multiple that isn't 0.
  private static func near(_ size: Int, _ side: Int) -> Int {
    max(1, size / side + (size % side * 2 < side ? 0 : 1)) * side
  }

  /// How many patches there are.
  public var count: Int { (height / side) * (width / side) }

  /// Columns of a patch's row.
  public var columns: Int { channels * side * side }

  /// Where each element of the rows stands among the pixels `[channels, height, width]`, row after
  /// row.
  public var places: [Int] {
    var places: [Int] = []
    places.reserveCapacity(count * columns)
    for top in stride(from: 0, to: height, by: side) {
      for left in stride(from: 0, to: width, by: side) {
        for channel in 0..<channels {
          for row in top..<top + side {
            let first = (channel * height + row) * width + left
            places += first..<first + side
          }
        }
      }
    }
    return places
  }

  /// Pixels `[channels, height, width]` as rows of patches `[count, columns]`.
  ///
  /// - Throws: ``EngineError`` when there aren't as many.
  public func rows<Pixel>(of pixels: [Pixel]) throws(EngineError) -> [Pixel] {
    try check(pixels.count)
    return places.map { pixels[$0] }
  }

  /// The way back: rows of patches, or gradients of them, as pixels.
  ///
  /// - Throws: ``EngineError`` when there aren't as many.
  public func pixels<Pixel>(of rows: [Pixel]) throws(EngineError) -> [Pixel] {
    try check(rows.count)
    var pixels = rows
    for (element, place) in zip(rows, places) { pixels[place] = element }
    return pixels
  }

  private func check(_ count: Int) throws(EngineError) {
    guard count == channels * height * width else {
      throw EngineError(
        "\(count) values aren't the pixels of an image of \(channels) × \(height) × \(width)")
    }
  }
}
