import CommandLineKit
import Testing

@Suite struct ByteCountTests {
  @Test(arguments: [
    ("80GiB", 80 << 30), ("24GB", 24_000_000_000), ("512Mi", 512 << 20), ("1.5TiB", 3 << 39),
    ("2TB", 2_000_000_000_000), ("80e9", 80_000_000_000), ("1", 1), ("100b", 100),
    ("16kB", 16_000),
  ])
  func amounts(text: String, bytes: Int) throws {
    #expect(try ByteCount(parsing: text).value == bytes)
  }

  @Test(arguments: [
    "", "B", "GiB", "-1GB", "0", "80 GiB", "80GiBB", "80XB", "1e40", "9999999TiB", "８０GiB",
    "80Gi80", "nan", "1.5",
  ])
  func refused(text: String) {
    #expect(throws: CommandLineError.self) { try ByteCount(parsing: text) }
  }
}
