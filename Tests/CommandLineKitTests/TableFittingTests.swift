import CommandLineKit
import TestSupport
import Testing

/// Tables that are wider than the place for them.
@Suite struct TableFittingTests {
  private static let numbers = Table(
    [.init("model"), .init("positions", .right), .init("FLOPs", .right), .init("memory", .right)],
    rows: [
      ["opt-125m", "512", "136.5 GFLOPs", "1.2 GB"],
      ["opt-125m", "1,024", "281.7 GFLOPs", "1.3 GB"],
    ])

  @Test func whatFitsIsAsItWas() {
    #expect(Self.numbers.render(width: 42) == Self.numbers.render(width: nil))
  }

  @Test func textsAndTitlesGoOnOnFurtherLines() {
    let table = Table(
      [.init("name"), .init("what it counts"), .init("first / this", .right)],
      rows: [["palm", "six a parameter and token", "×1.000"], ["6nd", "six", "×2.000"]])
    #expect(
      table.render(width: 35) == """
        name  what it counts   first /
                                  this
        ────  ───────────────  ───────
        palm  six a parameter   ×1.000
              and token
        6nd   six               ×2.000

        """)
  }

  @Test func whatIsTheSameEverywhereIsSaidOnce() {
    #expect(
      Self.numbers.render(width: 40) == """
        model opt-125m

        positions         FLOPs  memory
        ─────────  ────────────  ──────
              512  136.5 GFLOPs  1.2 GB
            1,024  281.7 GFLOPs  1.3 GB

        """)
  }

  @Test func theRestIsContinuedBelowWithWhatTellsRowsApart() {
    #expect(
      Self.numbers.render(width: 24) == """
        model opt-125m

        positions         FLOPs
        ─────────  ────────────
              512  136.5 GFLOPs
            1,024  281.7 GFLOPs

        positions  memory
        ─────────  ──────
              512  1.2 GB
            1,024  1.3 GB

        """)
  }

  @Test func aSingleRowBecomesALineAColumn() {
    var table = Table(Self.numbers.columns, rows: Array(Self.numbers.rows.prefix(1)))
    table.indent = 1
    #expect(
      table.render(width: 30) == """
         model      opt-125m
         positions  512
         FLOPs      136.5 GFLOPs
         memory     1.2 GB

        """)
  }

  @Test func ofALongTableTheLastColumnsAreLeftOutAndNamed() {
    let rows = (1...60).map { ["\($0)", "\($0 * 512)", "\($0) GFLOPs", "\($0) GB"] }
    let text = Table(Self.numbers.columns, rows: rows).render(width: 20)
    #expect(text.hasPrefix("model  positions\n"))
    #expect(text.contains("\n60         30720\n"))
    let sentence = text.replacing("\n", with: " ")
    #expect(sentence.contains("left out for want of places: FLOPs, memory;"))
    #expect(sentence.contains("COLUMNS=35") && sentence.contains("--format csv"))
  }

  @Test func aTotalStaysATotal() {
    let table = Table(
      [.init("term"), .init("FLOPs", .right), .init("formula")],
      rows: [["scores", "1,000,000", "2·L·n²·d"], ["total", "1,000,000", "1 MFLOPs"]],
      endsInTotal: true)
    let blocks = table.render(width: 20).split(separator: "\n\n")
    #expect(blocks.count == 2)
    for block in blocks {
      let lines = block.split(separator: "\n")
      #expect(lines.count == 5 && lines[3].hasPrefix("─") && lines[4].hasPrefix("total"))
    }
  }

  @Test func headingsStandBeforeTheirRows() {
    var table = Table([.init("a"), .init("b", .right)], indent: 4)
    for (index, title) in ["times", "bytes"].enumerated() {
      table.headings[index] = title
      table.append(["\(title) measured", "\(index)"])
    }
    #expect(
      table.render() == """
            a               b
            ──────────────  ─
          times
            times measured  0
          bytes
            bytes measured  1

        """)
  }

  /// However wide, no line is longer than the place, and no cell of a short table is lost.
  @Test(arguments: [36, 48, 60, 80, 132])
  func everyLineFitsAndNothingIsLost(width: Int) {
    var random = Seeded(UInt64(width))
    for _ in 0..<100 {
      let columns = (0..<Int.random(in: 1...12, using: &random)).map {
        Table.Column("title \($0)", Bool.random(using: &random) ? .right : .left)
      }
      let rows = (0..<Int.random(in: 1...9, using: &random)).map { row in
        columns.map { column in
          column.alignment == .right
            ? "\(Int.random(in: 0...9_999_999, using: &random))"
            : "r\(row) "
              + (0..<Int.random(in: 0...9, using: &random)).map { "w\($0)" }
              .joined(separator: " ")
        }
      }
      let text = Table(columns, rows: rows, indent: 2).render(width: width)
      for line in text.split(separator: "\n") { #expect(line.count <= width) }
      let words = Set(text.split { $0 == " " || $0 == "\n" })
      for word in rows.joined().flatMap({ $0.split(separator: " ") }) {
        #expect(words.contains(word))
      }
    }
  }

  @Test func wrappedTextKeepsItsWords() {
    #expect("one two three".wrapped(to: 7) == "one two\nthree")
    #expect("one two three".wrapped(to: 8, indent: 1, hanging: 2) == " one two\n   three")
    #expect("unbreakable".wrapped(to: 3) == "unbreakable")
    #expect("".wrapped(to: 3) == "")
  }
}
