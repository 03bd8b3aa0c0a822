import CommandLineKit
import Foundation
import TestSupport
import Testing

@Suite struct JSONValueTests {
  static let cell: JSONValue = [
    "z": 1, "a": [true, nil, 1.5, []], "nested": ["empty": [:], "text": "x"],
  ]

  @Test func keepsTheOrderOfKeys() {
    #expect(
      Self.cell.compact
        == #"{"z":1,"a":[true,null,1.5,[]],"nested":{"empty":{},"text":"x"}}"#)
  }

  @Test func indents() {
    #expect(
      Self.cell.pretty == """
        {
          "z": 1,
          "a": [
            true,
            null,
            1.5,
            []
          ],
          "nested": {
            "empty": {},
            "text": "x"
          }
        }
        """)
  }

  static let writesCases: [(JSONValue, String)] = [
    (JSONValue.number(.nan), "null"), (.number(.infinity), "null"), (.number(-.infinity), "null"),
    (.int(1 << 53), "9007199254740992"), (.int(1 << 53 + 1), "\"9007199254740993\""),
    (.int(.min), "\"-9223372036854775808\""), (.exact(UInt128(7)), "7"),
    (.exact(UInt128(161_164_654_804_992_000)), "\"161164654804992000\""),
    (.exact(UInt128.max), "\"340282366920938463463374607431768211455\""),
    (.number(0.1), "0.1"),
    ("\"\\/\n\r\t\u{8}\u{C}\u{0}\u{1F}", #""\"\\/\n\r\t\b\f\u0000\u001f""#),
    ("\r\n", #""\r\n""#),
  ]

  @Test(arguments: writesCases)
  func writes(_ value: JSONValue, _ text: String) {
    #expect(value.compact == text)
    #expect(value.pretty == text)
  }

  @Test func everyStringReadsBack() throws {
    let scalars = (0...0x2FFF).compactMap(Unicode.Scalar.init)
    let string = String(String.UnicodeScalarView(scalars)) + "🙂\u{10FFFF}"
    let text = JSONValue.array([.string(string)]).compact
    let read = try JSONDecoder().decode([String].self, from: Data(text.utf8))
    #expect(read.first.map { Array($0.unicodeScalars) } == Array(string.unicodeScalars))
  }

  @Test func everyNumberReadsBack() throws {
    var random = Seeded(6)
    let numbers =
      [0, -0.0, 3, 1e20, 1e-5, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3]
      + (0..<1000).map { _ in Double(bitPattern: random.next()) }.filter(\.isFinite)
    let text = JSONValue.array(numbers.map { .number($0) }).pretty
    #expect(try JSONDecoder().decode([Double].self, from: Data(text.utf8)) == numbers)
  }
}
