import ArgumentParser
import CommandLineKit
import Testing

/// The formats for people: table and markdown.
@Suite struct RecordTablePeopleTests {
  static let rows = [
    Sample(
      name: "full", flops: 161_164_654_804_992_000, bytes: 104_710_144, seconds: 1.5,
      isMeasured: true),
    Sample(name: "rmt", flops: 999, bytes: nil, seconds: nil, isMeasured: false),
  ]

  @Test func alignsNumbersRightAndMarksWhatIsMissing() {
    #expect(
      Sample.table(Self.rows).render(as: .table) == """
        name         FLOPs    memory    time  measured
        ────  ────────────  ────────  ──────  ────────
        full  161.2 PFLOPs  104.7 MB  1.50 s  yes
        rmt      999 FLOPs         —       —  no

        """)
  }

  @Test func binaryPrefixesAreForBytesOnly() {
    #expect(
      Sample.table(Self.rows).render(as: .markdown, units: .iec) == """
        | name | FLOPs | memory | time | measured |
        | :-- | --: | --: | --: | :-- |
        | full | 161.2 PFLOPs | 99.9 MiB | 1.50 s | yes |
        | rmt | 999 FLOPs | — | — | no |

        """)
  }

  @Test func rawHasEveryDigitAndTheUnitInTheHeading() {
    #expect(
      Sample.table(Self.rows).render(as: .table, units: .raw) == """
        name                    FLOPs  memory (bytes)  time (s)  measured
        ────  ───────────────────────  ──────────────  ────────  ────────
        full  161,164,654,804,992,000     104,710,144       1.5  yes
        rmt                       999               —         —  no

        """)
  }

  static let quantities: [(Quantity, FieldValue, [String])] = [
    (.count, .integer(4000), ["4,000", "4,000", "4,000"]),
    (.count, .real(2.5), ["2.5", "2.5", "2.5"]),
    (.macs, .integer(2_000_000), ["2.000 MMACs", "2.000 MMACs", "2,000,000"]),
    (.bytes, .integer(512), ["512 B", "512 B", "512"]),
    (.bytes, .real(1536.5), ["1.536 kB", "1.5 KiB", "1,536.5"]),
    (.bytes, .real(1e300), ["1.000e+300 B", "1.000e+300 B", "1e+300"]),
    (.flopsPerSecond, .real(2.5e12), ["2.500 TFLOP/s", "2.500 TFLOP/s", "2,500,000,000,000"]),
    (.ratio, .real(12.34), ["×12.34", "×12.34", "12.34"]),
    (.ratio, .integer(12), ["×12.00", "×12.00", "12"]),
    (.share, .real(0.132), ["13.2 %", "13.2 %", "0.132"]),
    (.share, .integer(1), ["100.0 %", "100.0 %", "1"]),
    (.number, .real(-1234.5), ["-1,234.5", "-1,234.5", "-1,234.5"]),
    (.number, .real(1e20), ["1.000e+20", "1.000e+20", "1e+20"]),
    (.flag, .flag(false), ["no", "no", "no"]),
    (.text, .text("—"), ["—", "—", "—"]),
  ]

  @Test(arguments: quantities)
  func showsEachQuantity(_ quantity: Quantity, _ value: FieldValue, _ texts: [String]) {
    let table = RecordTable([Field<Int>("", quantity) { _ in value }], rows: [0])
    for (units, text) in zip(Units.allCases, texts) {
      let lines = table.render(as: .markdown, units: units).split(separator: "\n")
      #expect(lines.last.map { String($0) } == "| \(text) |")
    }
  }

  @Test func aColumnThatNoRowHasIsLeftOut() {
    let table = Sample.table([Sample(name: "a"), Sample(name: "b", seconds: .nan)])
    #expect(table.render(as: .table) == "name\n────\na\nb\n")
    #expect(table.render(as: .markdown) == "| name |\n| :-- |\n| a |\n| b |\n")
    #expect(table.render(as: .csv).hasPrefix("name,flops,peak_bytes,"))
  }

  @Test func aColumnMayBeForProgramsOnly() {
    let table = RecordTable(
      [
        Field<Int>("n", .count) { FieldValue($0) },
        Field("m", .count, isInTable: false) { _ in .integer(5) },
      ],
      rows: [3])
    #expect(table.render(as: .table) == "n\n─\n3\n")
    #expect(table.render(as: .csv) == "n,m\r\n3,5\r\n")
  }

  @Test func withoutRowsThereIsAHeader() {
    #expect(
      Sample.table([]).render(as: .markdown)
        == "| name | FLOPs | memory | time | measured |\n| :-- | --: | --: | --: | :-- |\n")
  }

  @Test func missingIsNeverZero() {
    let rows = Sample.hostile(300, seed: 5).map { row in
      var row = row
      row.name = "x"
      return row
    }
    let lines = Sample.table(rows).render(as: .markdown).split(separator: "\n").dropFirst(2)
    #expect(lines.count == rows.count)
    for (line, row) in zip(lines, rows) {
      let cells = line.split(separator: "|").map { $0.drop { $0 == " " }.prefix { $0 != " " } }
      let known = [
        true, row.flops != nil, row.bytes != nil, row.seconds?.isFinite == true,
        row.isMeasured != nil,
      ]
      #expect(cells.map { $0 != "—" } == known)
    }
  }

  @Test func markdownEscapesWhatWouldEndACell() {
    let table = Sample.table([Sample(name: "a|b\\|c\r\nd*_`<")])
    #expect(table.render(as: .markdown) == "| name |\n| :-- |\n| a\\|b\\\\\\|c d\\*\\_\\`\\< |\n")
  }

  @Test func everyMarkdownLineHasEveryCell() {
    let rows = Sample.hostile(300, seed: 6)
    let text = Sample.table(rows).render(as: .markdown)
    let lines = text.split(separator: "\n")
    #expect(lines.count == rows.count + 2)
    for line in lines {
      var bars = 0
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if scalar == "|" && !isEscaped { bars += 1 }
        isEscaped = scalar == "\\" && !isEscaped
      }
      #expect(bars == 6)
    }
  }

  @Test(arguments: [OutputFormat.table, .markdown])
  func nothingControlsTheTerminal(_ format: OutputFormat) {
    let name = String(String.UnicodeScalarView((0...0x2FFF).compactMap(Unicode.Scalar.init)))
    let text = Sample.table([Sample(name: name)]).render(as: format)
    let controls = text.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
      default: false
      }
    }
    #expect(controls.isEmpty)
    #expect(text.contains("u{1b}"))
    #expect(text.split(separator: "\n").count == 3)
  }

  @Test func argumentsHaveDefaultsAndRefuseWhatTheyDoNotKnow() throws {
    let defaults = try OutputArguments.parse([])
    #expect(defaults.format == .table)
    #expect(defaults.units == .si)
    let given = try OutputArguments.parse(["--format", "tsv", "--units", "raw"])
    #expect(given.format == .tsv)
    #expect(given.units == .raw)
    for bad in [["--format", "xml"], ["--units", "mib"], ["--format", "CSV"], ["--units"]] {
      #expect(throws: (any Error).self) { try OutputArguments.parse(bad) }
    }
  }
}
