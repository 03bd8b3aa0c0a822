import CommandLineKit
import TestSupport
import Testing

@Suite struct CountTests {
  static let readsCases: [(String, Int)] = [
    ("1", 1), ("512", 512), ("2_000_000", 2_000_000), ("2e6", 2_000_000), ("2E6", 2_000_000),
    ("2e+6", 2_000_000), ("1.5e3", 1500), ("2M", 2_000_000), ("128k", 128_000), ("128K", 128_000),
    ("1.5k", 1500), ("128Ki", 131_072), ("1Mi", 1_048_576), ("2G", 2_000_000_000),
    ("1Gi", 1_073_741_824), ("0.001e6", 1000), ("0.1e1", 1), ("512.0", 512), ("5000e-3", 5),
    ("0.5Ki", 512), ("0.0009765625Ki", 1), ("0.000000000931322574615478515625Gi", 1),
    ("007", 7), ("1_0.2_5k", 10_250), ("1.0000000000000000000000000000000000000000000", 1),
    ("1e15", 1_000_000_000_000_000),
  ]

  @Test(arguments: readsCases)
  func reads(_ text: String, _ value: Int) throws {
    #expect(try Count(parsing: text).value == value)
  }

  static let refusesCases: [(String, String)] = [
    ("", "'' is empty; write a number such as 512, 2e6 or 128k"),
    ("  ", "'  ' is empty; write a number such as 512, 2e6 or 128k"),
    ("0", "'0' is zero; write a number from 1 up"),
    ("0.0e400", "'0.0e400' is zero; write a number from 1 up"),
    ("-5", "'-5' is negative; write a number from 1 up"),
    ("+5", "'+5' has a sign; write the number without it"),
    ("1.5", "'1.5' is not a whole number; write a whole number such as 512 or 1.5k"),
    ("2.0001k", "'2.0001k' is not a whole number; write a whole number such as 512 or 1.5k"),
    ("0.1Ki", "'0.1Ki' is not a whole number; write a whole number such as 512 or 1.5k"),
    ("1e-3", "'1e-3' is not a whole number; write a whole number such as 512 or 1.5k"),
    ("abc", "'abc' is not a number; write a number such as 512, 2e6 or 128k"),
    ("inf", "'inf' is not a number; write a number such as 512, 2e6 or 128k"),
    ("-", "'-' is not a number; write a number such as 512, 2e6 or 128k"),
    ("0x10", "'0x10' has 'x10' after the number; write a number such as 512, 2e6 or 128k"),
    ("1...4", "'1...4' has '...4' after the number; write a number such as 512, 2e6 or 128k"),
    (
      "5kB",
      "'5kB' has the unknown suffix 'kB'; "
        + "write k, M or G for powers of 1000, or Ki, Mi or Gi for powers of 1024"
    ),
    (
      "2m",
      "'2m' has the unknown suffix 'm'; "
        + "did you mean 2M? k, M and G are powers of 1000, and Ki, Mi and Gi of 1024"
    ),
    (
      "1.5g",
      "'1.5g' has the unknown suffix 'g'; "
        + "did you mean 1.5G? k, M and G are powers of 1000, and Ki, Mi and Gi of 1024"
    ),
    (
      "128ki",
      "'128ki' has the unknown suffix 'ki'; "
        + "did you mean 128Ki? k, M and G are powers of 1000, and Ki, Mi and Gi of 1024"
    ),
    ("2e3k", "'2e3k' has both an exponent and a suffix; write one of them, as in 2e6 or 2M"),
    ("2e", "'2e' has an exponent without digits; write it as in 2e6"),
    ("1.", "'1.' has a point without a digit on each side; write it as in 0.5k or 1.5k"),
    (".5k", "'.5k' has a point without a digit on each side; write it as in 0.5k or 1.5k"),
    ("1 000", "'1 000' has a space in it; write the number without spaces"),
    ("1\u{A0}000", "'1\u{A0}000' has a space in it; write the number without spaces"),
    ("1,000", "'1,000' has a comma in it; group digits with underscores, as in 2_000_000"),
    ("٣", "'٣' has the character '٣'; write numbers with the digits 0 to 9"),
    (
      "1\u{1B}[2J",
      "'1\\u{1b}[2J' has '\\u{1b}[2J' after the number; "
        + "write a number such as 512, 2e6 or 128k"
    ),
  ]

  @Test(arguments: refusesCases)
  func refuses(_ text: String, _ sentence: String) {
    #expect(throws: CommandLineError(sentence)) { try Count(parsing: text) }
  }

  @Test(arguments: ["1__0", "_1", "1_", "1_k", "1_.5k", "1e1_0"])
  func refusesMisplacedUnderscores(_ text: String) {
    #expect(
      throws: CommandLineError(
        "'\(text)' has a misplaced underscore; "
          + "put single underscores between digits, as in 2_000_000")
    ) { try Count(parsing: text) }
  }

  @Test(arguments: [
    "1000000000000000000000000000000", "1e30", "1e400", "1e999999999999999999999",
    "9000000000000000000G",
    "1000000000000001", "9999999Gi",
  ])
  func refusesTheHuge(_ text: String) {
    #expect(
      throws: CommandLineError("'\(text)' is too large; the largest is 1_000_000_000_000_000")
    ) { try Count(parsing: text) }
  }

  @Test func readsUpToTheMaximumAsked() throws {
    #expect(try Count(parsing: "64", upTo: 64).value == 64)
    #expect(throws: CommandLineError("'65' is too large; the largest is 64")) {
      try Count(parsing: "65", upTo: 64)
    }
    #expect(try Count(parsing: "\(Int.max)", upTo: .max).value == .max)
    #expect(throws: CommandLineError.self) { try Count(parsing: "9223372036854775808", upTo: .max) }
  }

  @Test func aRenderedCountParsesAsItself() throws {
    var random = Seeded(1)
    for _ in 0..<2000 {
      let value = random.logarithmic(upTo: Count.largest)
      let count = try Count(parsing: "\(value)")
      #expect(count.value == value)
      #expect(try Count(parsing: count.description) == count)
      let grouped = NumberFormat.grouped(value, separator: "_")
      #expect(try Count(parsing: grouped) == count)
    }
  }

  /// Shifting the point by an exponent or a suffix changes nothing but the spelling.
  @Test func spellingsOfAValueAgree() throws {
    var random = Seeded(2)
    for _ in 0..<500 {
      let value = random.logarithmic(upTo: 1_000_000_000)
      let padded = String(repeating: "0", count: 10) + "\(value)"
      for (places, suffix) in [(3, "k"), (6, "M"), (9, "G"), (3, "e3"), (10, "e10")] {
        let text = "\(padded.dropLast(places)).\(padded.suffix(places))\(suffix)"
        #expect(try Count(parsing: text).value == value)
      }
    }
  }

  @Test(arguments: ["9", "0", "_", "1_", "k", ".", "-", "e", " ", "\u{301}", "é", "1e9", ","])
  func survivesAMegabyte(_ piece: String) {
    let text = "1" + String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let error = #expect(throws: CommandLineError.self) { try Count(parsing: text) }
    #expect((error?.description.count ?? 0) < 300)
  }

  @Test func transformsThrowTheSameSentence() throws {
    #expect(try Count.parse("2e6").value == 2_000_000)
    #expect(try Count.parser(upTo: 64)("64") == 64)
    let error = #expect(throws: (any Error).self) { try Count.parse("0") }
    #expect(error.map { "\($0)" } == "'0' is zero; write a number from 1 up")
  }
}
