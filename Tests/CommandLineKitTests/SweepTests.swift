import CommandLineKit
import TestSupport
import Testing

@Suite struct SweepTests {
  static let powersOf2 = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096]

  static let readsCases: [(String, [Int])] = [
    ("1...4096", powersOf2),
    ("1-4096", powersOf2),
    ("1-4096*2", powersOf2),
    (" 1 ... 4096 x 2 ", powersOf2),
    ("1...4096x4", [1, 4, 16, 64, 256, 1024, 4096]),
    ("1...4096*4", [1, 4, 16, 64, 256, 1024, 4096]),
    ("1...100", [1, 2, 4, 8, 16, 32, 64, 100]),
    ("1..<100", [1, 2, 4, 8, 16, 32, 64]),
    ("1..<64", [1, 2, 4, 8, 16, 32]),
    ("1...4096+512", [1, 513, 1025, 1537, 2049, 2561, 3073, 3585, 4096]),
    ("512...2048 by 512", [512, 1024, 1536, 2048]),
    ("512..<2048by512", [512, 1024, 1536]),
    ("2...20x1.5", [2, 3, 5, 7, 10, 15, 20]),
    ("1...1000:4", [1, 10, 100, 1000]),
    ("1...5:25", [1, 2, 3, 4, 5]),
    ("1...4:2", [1, 4]),
    ("7...7", [7]), ("7...7:2", [7]), ("7..<8", [7]),
    ("1,2,4", [1, 2, 4]),
    ("4 , 2,1, 2", [1, 2, 4]),
    ("1...4,3,8..<16+4", [1, 2, 3, 4, 8, 12]),
    ("512k", [512_000]), ("2e6", [2_000_000]), ("1_000", [1000]), ("1Ki", [1024]),
    ("1e3-2e3", [1000, 2000]), ("1k...4kx2", [1000, 2000, 4000]),
    ("3...10x1e400", [3, 10]), ("3...10+1e15", [3, 10]),
  ]

  @Test(arguments: readsCases)
  func reads(_ text: String, _ values: [Int]) throws {
    #expect(try Sweep(parsing: text).values == values)
  }

  static let refusesCases: [(String, String)] = [
    ("", "'' is empty at column 1; write a number or a range, such as 512 or 1...4096"),
    (
      "1,", "'1,' has an empty item at column 3; write a number or a range, such as 512 or 1...4096"
    ),
    (
      "1,,2",
      "'1,,2' has an empty item at column 3; write a number or a range, such as 512 or 1...4096"
    ),
    ("4096...1", "'4096...1' is empty at column 1; did you mean 1...4096?"),
    ("1, 4k-1", "'4k-1' is empty at column 4; did you mean 1...4k?"),
    ("8..<1", "'8..<1' is empty at column 1; did you mean 1..<8?"),
    ("8..<8", "'8..<8' is empty at column 1; did you mean 8...8?"),
    ("1...8x1", "'x1' does not advance at column 6; write a factor above 1, such as x2"),
    ("1...8 * 0.5", "'* 0.5' does not advance at column 7; write a factor above 1, such as x2"),
    (
      "1...8x1e-999999999999",
      "'x1e-999999999999' does not advance at column 6; "
        + "write a factor above 1, such as x2"
    ),
    ("1...8+0", "'+0' does not advance at column 6; write a step such as +512"),
    ("1...8by", "'' is not a number at column 8; write a number such as 512, 2e6 or 128k"),
    ("1...8:1", "':1' leaves out an end at column 6; write two points or more, such as :25"),
    ("1..<8:4", "':4' includes both ends at column 6; write the range with ... instead of ..<"),
    ("1...8:10001", "'10001' is too large at column 7; the largest is 10_000"),
    ("0", "'0' is zero at column 1; write a number from 1 up"),
    ("1,0...4", "'0' is zero at column 3; write a number from 1 up"),
    ("1...-4", "'-4' is negative at column 5; write a number from 1 up"),
    ("-4", "'-4' is negative at column 1; write a number from 1 up"),
    (
      "1,1.5", "'1.5' is not a whole number at column 3; write a whole number such as 512 or 1.5k"
    ),
    ("1...1e30", "'1e30' is too large at column 5; the largest is 1_000_000_000_000_000"),
    ("1...1e15+1", "'1...1e15+1' makes more than 10,000 points at column 1; take a larger step"),
    (
      "1...4096x1.0000001",
      "'1...4096x1.0000001' makes more than 10,000 points at column 1; take a larger step"
    ),
    ("abc", "'abc' is not a number at column 1; write a number such as 512, 2e6 or 128k"),
    ("1...", "'1...' has no upper end at column 1; write it as in 1...4096"),
    ("1-,2", "'1-' has no upper end at column 1; write it as in 1...4096"),
    ("1,...4", "'...4' has no lower end at column 3; write it as in 1...4096"),
    ("1..4", "'1..4' is not a range at column 1; did you mean 1...4?"),
    ("1....4", "'1....4' has too many points at column 1; write three, as in 1...4096"),
    ("1…4", "'1…4' has the character '…' at column 2; write three points, as in 1...4096"),
    ("512x2", "'512x2' has a step but is not a range at column 1; write it as in 1...4096x2"),
    (
      "1 2",
      "'2' is unexpected at column 3; write a comma between numbers, or three points for a range"
    ),
    (
      "1...8x2+1",
      "'+1' is unexpected at column 8; "
        + "after a range write a step such as x2, +512 or :25, or a comma"
    ),
    (
      "1...8...9",
      "'...9' is unexpected at column 6; "
        + "after a range write a step such as x2, +512 or :25, or a comma"
    ),
  ]

  @Test(arguments: refusesCases)
  func refuses(_ text: String, _ sentence: String) {
    #expect(throws: CommandLineError(sentence)) { try Sweep(parsing: text) }
  }

  @Test func twentyFivePointsHaveNearlyEqualRatios() throws {
    let values = try Sweep(parsing: "1k...1M:25").values
    #expect(values.count == 25)
    #expect(values.first == 1000 && values.last == 1_000_000)
    for (value, next) in zip(values, values.dropFirst()) {
      #expect(abs(Double(next) / Double(value) - 1.333_521) < 0.002)
    }
  }

  @Test func tenThousandPointsAreTakenAndNoMore() throws {
    #expect(try Sweep(parsing: "1...10000+1").values == Array(1...10_000))
    #expect(try Sweep(parsing: "1..<10001+1").values == Array(1...10_000))
    #expect(try Sweep(parsing: "1...1e15:10000").values.count <= 10_000)
    for text in [
      "1...10001+1", "1..<10002+1", "1..<10001+1,1", "1...9999+1,1...2", "1...1e4+1,7...7",
    ] {
      #expect(throws: CommandLineError.self) { try Sweep(parsing: text) }
    }
  }

  @Test func rangesKeepTheirLaws() throws {
    var random = Seeded(3)
    for _ in 0..<2000 {
      let lower = random.logarithmic(upTo: Count.largest - 1)
      let upper = Int.random(in: (lower + 1)...Count.largest, using: &random)
      let stride = max(1, (upper - lower) / Int.random(in: 1...50, using: &random))
      let step =
        ["", "x2", "*7", "x1.25", "+\(stride)", " by \(stride)", ":2", ":19"]
        .randomElement(using: &random) ?? ""
      let closed = try Sweep(parsing: "\(lower)...\(upper)\(step)").values
      #expect(closed == Set(closed).sorted())
      #expect(closed.first == lower && closed.last == upper)
      guard !step.hasPrefix(":") else { continue }
      let open = try Sweep(parsing: "\(lower)..<\(upper)\(step)").values
      #expect(open == Array(closed.dropLast()))
    }
  }

  @Test func aRenderedSweepParsesAsItself() throws {
    var random = Seeded(4)
    for _ in 0..<300 {
      let numbers = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        random.logarithmic(upTo: Count.largest)
      }
      let sweep = try Sweep(parsing: numbers.map(String.init).joined(separator: ","))
      #expect(sweep.values == Set(numbers).sorted())
      #expect(try Sweep(parsing: sweep.description) == sweep)
    }
  }

  /// Whatever is thrown at it, it answers with values in bounds or with a sentence.
  @Test func neverTraps() {
    var random = Seeded(5)
    let pieces = [
      "1", "0", "9", "4096", "...", "..<", "..", ".", "-", ",", " ", "x", "*", "+", "by", ":", "k",
      "Ki", "e", "_", "2", "1.5", "e15", "\u{301}", "…", "\0", "\n",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...9, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      do throws(CommandLineError) {
        let values = try Sweep(parsing: text).values
        #expect((1...10_000).contains(values.count))
        #expect(values == Set(values).sorted())
        #expect(values.allSatisfy { (1...Count.largest).contains($0) })
      } catch {
        #expect(error.description.contains(" at column "), "\(text.debugDescription)")
        #expect(error.description.contains("; "), "\(text.debugDescription)")
      }
    }
  }

  @Test(arguments: ["1,", "1...1e15,", "9", ",", "...", "..", "x", " ", "1...10000+1,", "é", "+1"])
  func survivesAMegabyte(_ piece: String) {
    let text = "1" + String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    if piece == " " {
      #expect(throws: Never.self) { try Sweep(parsing: text) }
    } else {
      let error = #expect(throws: CommandLineError.self) { try Sweep(parsing: text) }
      #expect((error?.description.count ?? 0) < 300)
    }
  }

  @Test func aLargeMaximumDoesNotOverflow() throws {
    #expect(try Sweep(parsing: "1...\(Int.max)", upTo: .max).values.count == 64)
    #expect(try Sweep(parsing: "\(Int.max - 1)...\(Int.max)+5", upTo: .max).values.count == 2)
    #expect(try Sweep(parsing: "3...\(Int.max)x1.5", upTo: .max).values.last == .max)
    #expect(try Sweep(parsing: "3...\(Int.max):50", upTo: .max).values.count == 50)
  }

  @Test func repeatedOptionsAreOneSweep() {
    #expect(Sweep(union: ["1...4", "3,2"])?.values == [1, 2, 3, 4])
    #expect(Sweep(union: []) == nil)
  }

  @Test func abridges() {
    #expect(Sweep("1...4096").abridged() == "1, 2, 4, …, 4096 (13 values)")
    #expect(Sweep("1...8").abridged() == "1, 2, 4, 8")
  }

  @Test func transformsThrowTheSameSentence() throws {
    #expect(try Sweep.parse("1...4").values == [1, 2, 4])
    let error = #expect(throws: (any Error).self) { try Sweep.parser(upTo: 64)("65") }
    #expect(error.map { "\($0)" } == "'65' is too large at column 1; the largest is 64")
  }
}
