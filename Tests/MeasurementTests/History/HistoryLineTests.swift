import Foundation
import Testing

@testable import Measurement

@Suite struct HistoryLineTests {
  @Test func everyFieldIsRead() throws {
    let history = HistorySamples.history([HistorySamples.line()])
    #expect(history.skippedCount == 0)
    let entry = history.entry(try #require(history.points.first))
    let setting = Cell.Setting(
      model: "opt-125m", layers: 1, dtype: "f32", mask: "full", threads: 2)
    let measured = try #require(UTCTime("2026-11-21T01:47:46Z"))
    #expect(
      entry
        == HistoryEntry(
          commit: "00001ef01234", subject: "Say \"why\"",
          commitTime: UTCTime("2026-11-21T01:40:00Z"),
          measured: measured,
          series: History.Series(
            cell: Cell(architecture: "rmt", segments: 4, positions: 2048, setting: setting),
            environment: History.Environment(
              machine: "b589bbcd", compiler: "Swift 6.3, clang 21.0.0",
              libraries: "oneDNN 2.6.3", configuration: "release",
              reference: "multiply-add peak of the run")),
          ratio: 2.0036, low: 1.959, high: 2.0561, rounds: 15))
  }

  /// JSON doesn't order its members, allows space between them, and later programs may add some.
  @Test func anotherSpellingIsTheSameLine() {
    let plain = HistorySamples.line()
    let members = plain.dropFirst().dropLast().split(separator: ",\"").map {
      $0.hasPrefix("\"") ? String($0) : "\"" + $0
    }
    let reversed =
      "{ " + members.reversed().joined(separator: " ,\t") + ", \"new\" : \"\\u00e9\"} \r"
    let escaped = plain.replacingOccurrences(of: "\"rmt\"", with: "\"\\u0072m\\u0074\"")
    let history = HistorySamples.history([plain, reversed, escaped])
    #expect(history.skippedCount == 0 && history.skipped == [])
    #expect(history.points.count == 1 && history.series.count == 1 && history.superseded == 2)
  }

  @Test(arguments: [
    ("commit", nil, "it has no 'commit'"),
    ("commit", "\"main\"", "its 'commit' is neither 7 to 40 hexadecimal digits nor 'unknown'"),
    ("commit", "\"-abcdef0\"", "its 'commit' is neither 7 to 40 hexadecimal digits nor 'unknown'"),
    ("segments", "0", "its 'segments' is no whole number from 1 to 10^12"),
    ("segments", "-4", "its 'segments' is no whole number from 1 to 10^12"),
    ("segments", "4.5", "its 'segments' is no whole number from 1 to 10^12"),
    ("segments", "99999999999999999999", "its 'segments' is no whole number from 1 to 10^12"),
    ("segments", "\"4\"", "its 'segments' is a text, not a number"),
    ("rounds", "3000000000", "its 'rounds' is beyond 2147483647"),
    ("model", "7", "its 'model' is a number, not a text"),
    ("model", "null", "its 'model' is null"),
    ("model", "true", "its 'model' is true or false"),
    ("model", "[]", "its 'model' is an array or an object"),
    ("model", "\"\\ud800\"", "its 'model' is no Unicode text"),
    ("model", "\"\\x\"", "a text of it holds an unknown escape"),
    ("model", "\"\u{1}\"", "a text of it holds a control character"),
    ("ratio", "1e400", "its 'ratio' is no ratio from 0.01 to 10^9"),
    ("ratio", "-1", "its 'ratio' is no ratio from 0.01 to 10^9"),
    ("ratio", "0", "its 'ratio' is no ratio from 0.01 to 10^9"),
    ("ratio", "3", "its ratio lies outside its interval"),
    ("low", nil, "one end of its interval is missing"),
    (
      "measured", "\"2026-02-29T00:00:00Z\"",
      "its 'measured' is no time such as 2026-11-21T01:47:46Z"
    ),
    ("schema", "\"other/1\"", "its schema is 'other/1'"),
    (
      "schema", "\"contextcost.history/2\"",
      "its schema is contextcost.history/2, and contextcost.history/1 is understood"
    ),
  ])
  func aWrongFieldIsNamed(name: String, value: String?, reason: String) {
    let good = HistorySamples.line()
    let history = HistorySamples.history([good, HistorySamples.line([name: value]), good])
    #expect(history.skipped == [History.SkippedLine(number: 2, reason: reason)])
    #expect(history.points.count == 1 && history.superseded == 1)
    #expect(history.otherVersionCount == (reason.contains("history/2") ? 1 : 0))
  }

  @Test func twiceAField() {
    let line = HistorySamples.line().dropLast() + ",\"ratio\":2}"
    let history = HistorySamples.history([String(line)])
    #expect(history.skipped.first?.reason == "it has 'ratio' twice")
  }

  @Test func notUTF8() {
    var bytes = Array(HistorySamples.line(["model": "\"##\""]).utf8)
    for index in bytes.indices where bytes[index] == UInt8(ascii: "#") { bytes[index] = 0xC3 }
    #expect(History(lines: bytes).skipped.first?.reason == "it is not UTF-8")
  }

  /// Read as they come: where pieces end must not matter, and neither must a line's length.
  @Test func linesThatAreTooLong() {
    let good = HistorySamples.line()
    let long = HistorySamples.line(["model": "\"\(String(repeating: "x", count: 20_000))\""])
    let bytes = Array([good, long, good, long].joined(separator: "\n").utf8)
    var results: [History] = []
    for size in [1, 7, 4096, 16_384, 1 << 20] {
      var reader = HistoryReader()
      for start in stride(from: 0, to: bytes.count, by: size) {
        Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBufferPointer {
          reader.take($0)
        }
      }
      results.append(reader.finish())
    }
    for history in results {
      #expect(history.skipped.map(\.number) == [2, 4] && history.lineCount == 4)
      #expect(history.skipped.allSatisfy { $0.reason == "it is longer than 16384 bytes" })
      #expect(history.superseded == 1)
    }
  }

  /// A number reads back as the `Double` it was written from.
  @Test func numbersReadBack() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let value = Double(bitPattern: generator.next() as UInt64)
      guard value.isFinite else { continue }
      let text = Array("\(value)".utf8)
      #expect(text.withUnsafeBufferPointer { JSONLineScanner.real($0) } == value)
    }
  }

  /// Whatever is done to a line, it is read or skipped.
  @Test func tenThousandMutations() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let original = Array(HistorySamples.line().utf8)
    let interesting = Array("\"\\{}[],:0-.eE+u\n\r\t \u{0}tfn".utf8) + [0x80, 0xC3, 0xED, 0xFF]
    var (read, skipped) = (0, 0)
    for _ in 0..<10_000 {
      var line = original
      for _ in 0...next(4) {
        let place = next(line.count)
        switch next(4) {
        case 0: line[place] = UInt8(truncatingIfNeeded: next(256))
        case 1: line.insert(interesting[next(interesting.count)], at: place)
        case 2: line.removeSubrange(place..<min(line.count, place + 1 + next(8)))
        default: line[place] = interesting[next(interesting.count)]
        }
        if line.isEmpty { line = [0] }
      }
      let history = History(lines: line)
      #expect(history.lineCount == history.points.count + history.superseded + history.skippedCount)
      read += history.points.count
      skipped += history.skippedCount
    }
    // Some changes are to what a text says.
    #expect(read > 500, "\(read)")
    #expect(skipped > 5_000, "\(skipped)")
  }
}
