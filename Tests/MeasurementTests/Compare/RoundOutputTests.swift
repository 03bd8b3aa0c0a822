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
    "{\"cell\":\"a\",\"seconds\":\"1\"}", "{\"seconds\":1}", "\u{0}",
    "{\"cell\":\"a\",\"seconds\":NaN}", "{\"cell\":\"a\",\"seconds\":1,\"status\":\"ok\"}",
  ])
  func otherLinesAreRefusedByNumber(line: String) throws {
    let error = #expect(throws: RoundOutput.BadLine.self) {
      try self.parse("{\"cell\":\"a\",\"seconds\":1}\n" + line)
    }
    #expect(error?.number == 2 && error?.text == line)
  }

  /// It doesn't count silently, and the sentence says which statuses there are.
  @Test func anUnknownStatusIsNamed() {
    let error = #expect(throws: RoundOutput.BadLine.self) {
      try self.parse("{\"cell\":\"a\",\"seconds\":1,\"status\":\"ok\"}")
    }
    #expect(
      error?.reason == "its status 'ok' is none of measured, discarded, failed, skipped")
  }

  /// A time that no clock shows is that cell's failure; the other cells stand.
  @Test(arguments: ["0", "-1", "0.0", "-0", "1e9", "1e300"])
  func timesThatCannotBe(seconds: String) throws {
    let output = try parse(
      "{\"cell\":\"a\",\"seconds\":\(seconds)}\n{\"cell\":\"b\",\"seconds\":2}")
    #expect(output.failures["a"]?.contains("no clock shows") == true && output.seconds["a"] == nil)
    #expect(output.seconds["b"] == [2] && output.cells == ["a", "b"])
  }

  @Test func aCellThatIsPassedOverSaysWhy() throws {
    let output = try parse("{\"cell\":\"a\",\"status\":\"skipped\",\"reason\":\"no GPU\"}")
    #expect(output.skips == ["a": "no GPU"] && output.seconds.isEmpty)
  }

  /// As everywhere: a mark, CR LF, empty lines, no line feed at the end.
  @Test func theRuleOfLines() throws {
    let output = try parse(
      "\u{FEFF}{\"cell\":\"a\",\"seconds\":1}\r\n\r\n \n{\"cell\":\"b\",\"seconds\":2}")
    #expect(output.seconds == ["a": [1], "b": [2]])
    let error = #expect(throws: RoundOutput.BadLine.self) {
      try self.parse("\u{FEFF}\n\r\n{\"cell\":\"a\",\"sec")
    }
    #expect(error?.number == 3)
  }
}
