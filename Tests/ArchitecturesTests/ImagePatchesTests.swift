import Operations
import Testing

@Suite struct ImagePatchesTests {
  /// Two channels of 4 × 6 pixels in patches of 2 × 2: the second row's first patch.
  @Test func patchesStandInTheOrderOfReading() throws {
    let image = try ImagePatches(channels: 2, height: 4, width: 6, side: 2)
    #expect(image.count == 6 && image.columns == 8)
    let rows = try image.rows(of: Array(0..<48))
    #expect(Array(rows[..<8]) == [0, 1, 6, 7, 24, 25, 30, 31])
    #expect(Array(rows[24..<32]) == [12, 13, 18, 19, 36, 37, 42, 43])
  }

  /// Pixels to rows and back are the pixels, and the other way round.
  @Test(arguments: [(1, 1, 1, 1), (3, 12, 20, 4), (2, 35, 14, 7), (5, 8, 8, 8), (1, 6, 4, 1)])
  func thereAndBack(channels: Int, height: Int, width: Int, side: Int) throws {
    let image = try ImagePatches(channels: channels, height: height, width: width, side: side)
    let values = Array(0..<channels * height * width)
    #expect(image.count * image.columns == values.count)
    #expect(try image.pixels(of: image.rows(of: values)) == values)
    #expect(try image.rows(of: image.pixels(of: values)) == values)
    #expect(image.places.sorted() == values)
  }

  @Test(
    arguments: [
      (3, 225, 224, 16, "such as 224 × 224"), (3, 224, 230, 16, "such as 224 × 224"),
      (3, 5, 16, 16, "such as 16 × 16"), (1, 24, 31, 16, "such as 32 × 32"),
      (3, 0, 16, 16, "holds nothing"), (0, 16, 16, 16, "holds nothing"),
      (3, 16, 16, 0, "holds nothing"), (3, 16, 16, -4, "holds nothing"),
    ]) func refused(channels: Int, height: Int, width: Int, side: Int, says: String)
  {
    #expect {
      try ImagePatches(channels: channels, height: height, width: width, side: side)
    } throws: {
      "\($0)".contains(says)
    }
  }

  @Test func otherPixels() throws {
    let image = try ImagePatches(channels: 1, height: 2, width: 2, side: 1)
    #expect(throws: EngineError.self) { try image.rows(of: [1, 2, 3]) }
    #expect(throws: EngineError.self) { try image.pixels(of: [1, 2, 3, 4, 5]) }
  }
}
