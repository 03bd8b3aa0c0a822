import CommandLineKit
import Testing

@Suite struct TimeSpanTests {
  @Test(arguments: [
    ("90s", 90.0), ("10m", 600), ("10min", 600), ("1.5h", 5400), ("45", 45), ("0.5s", 0.5),
  ])
  func good(text: String, seconds: Double) throws {
    #expect(try TimeSpan(parsing: text).seconds == seconds)
  }

  @Test(arguments: [
    "", "s", "0", "0m", "-5s", "10 m", "ten", "1e3s", "nan", "inf", "1d", "999h", "1.2.3s",
    String(repeating: "9", count: 1000),
  ])
  func bad(text: String) {
    #expect(throws: CommandLineError.self) { try TimeSpan(parsing: text) }
  }
}
