import Testing

@testable import Measurement

@Suite struct RoundOutputTests {
  private func parse(_ text: String) throws -> RoundOutput {
    try RoundOutput(parsing: Array(text.utf8))
  }

  @Test func linesOfAnyProject() throws {
    let output = try parse(
      """
      {"cell":"rmt:4","seconds":0.5}

      {"cell":"rmt:4","seconds":0.25,"status":"measured","extra":[1,{"a":2}]}\r
      {"cell":"full:4","seconds":9,"status":"discarded","reason":"steal"}
      {"cell":"full:8","status":"failed","reason":"NaN"}
      """)
    #expect(output.seconds == ["rmt:4": [0.5, 0.25]])
    #expect(output.failures == ["full:8": "NaN"])
    #expect(output.cells == ["rmt:4", "full:4", "full:8"])
    // The geometric mean of 1/2 and 1/4 is 2^-1.5.
    let logarithm = try #require(output.logarithm(of: "rmt:4"))
    #expect(abs(logarithm - -1.5 * 0.6931471805599453) < 1e-12)
    #expect(output.logarithm(of: "full:4") == nil)
  }

  @Test(arguments: [
    "garbage", "{\"cell\":\"a\"", "{\"cell\":\"a\"}", "{\"cell\":7,\"seconds\":1}", "[]", "1",
    "{\"cell\":\"a\",\"seconds\":\"1\"}", "{\"cell\":\"a\",\"seconds\":0}",
    "{\"cell\":\"a\",\"seconds\":-1}", "{\"seconds\":1}", "\u{0}",
  ])
  func otherLinesAreRefusedByNumber(line: String) throws {
    let error = #expect(throws: RoundOutput.BadLine.self) {
      try self.parse("{\"cell\":\"a\",\"seconds\":1}\n" + line)
    }
    #expect(error?.number == 2 && error?.text == line)
  }
}
