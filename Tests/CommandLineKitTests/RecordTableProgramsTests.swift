import CommandLineKit
import Foundation
import Testing

/// The formats for programs: json, jsonl, csv, tsv, sql.
@Suite struct RecordTableProgramsTests {
  static let names = ["name", "flops", "peak_bytes", "median_seconds", "is_measured"]

  @Test func writesEachFormat() {
    let table = Sample.table([
      Sample(name: "full", flops: 12, bytes: 0, seconds: 0.1, isMeasured: true),
      Sample(name: "a,b"),
    ])
    let header = Self.names.joined(separator: ",")
    #expect(table.render(as: .csv) == header + "\r\nfull,12,0,0.1,true\r\n\"a,b\",,,,\r\n")
    #expect(
      table.render(as: .tsv)
        == Self.names.joined(separator: "\t") + "\nfull\t12\t0\t0.1\ttrue\na,b\t\t\t\t\n")
    let first =
      #"{"name":"full","flops":12,"peak_bytes":0,"median_seconds":0.1,"is_measured":true}"#
    let second =
      #"{"name":"a,b","flops":null,"peak_bytes":null,"median_seconds":null,"is_measured":null}"#
    #expect(table.render(as: .jsonl) == "\(first)\n\(second)\n")
    #expect(table.render(as: .json) == "[\n  \(first),\n  \(second)\n]\n")
  }

  @Test func withoutRowsThereAreNamesOnly() {
    let table = Sample.table([])
    #expect(table.render(as: .csv) == Self.names.joined(separator: ",") + "\r\n")
    #expect(table.render(as: .tsv) == Self.names.joined(separator: "\t") + "\n")
    #expect(table.render(as: .json) == "[]\n")
    #expect(table.render(as: .jsonl) == "")
  }

  @Test func unitsChangeNothing() {
    let table = Sample.table(Sample.hostile(50, seed: 1))
    for format in [OutputFormat.json, .jsonl, .csv, .tsv, .sql] {
      let texts = Units.allCases.map { table.render(as: format, units: $0) }
      #expect(Set(texts).count == 1)
    }
  }

  @Test func sqlQuotesWhatItHolds() {
    let table = Sample.table([
      Sample(name: "it's \"a\"; --", flops: .max, bytes: 7, seconds: 0.5, isMeasured: true),
      Sample(name: "a\0b"),
    ])
    let typed =
      #""name" TEXT, "flops" DECIMAL(38,0), "flops_digits" TEXT, "peak_bytes" BIGINT, "#
      + #""median_seconds" DOUBLE PRECISION, "is_measured" INTEGER"#
    let columns =
      #""name", "flops", "flops_digits", "peak_bytes", "median_seconds", "is_measured""#
    let digits = "340282366920938463463374607431768211455"
    #expect(
      table.render(as: .sql) == """
        BEGIN;
        CREATE TABLE IF NOT EXISTS "records" (\(typed));
        INSERT INTO "records" (\(columns)) VALUES ('it''s "a"; --', \(digits), '\(digits)', 7, 0.5, 1);
        INSERT INTO "records" (\(columns)) VALUES ('a' || char(0) || 'b', NULL, NULL, NULL, NULL, NULL);
        COMMIT;

        """)
  }

  /// A number beyond 2^63 is a number to the database, and all its digits are there beside it.
  @Test(arguments: [true, false])
  func sqlOrdersLargeNumbers(isStringInJSON: Bool) {
    let difference = Field<Int128>("difference", .bytes, isStringInJSON: isStringInJSON) {
      .signed($0)
    }
    let text = RecordTable([difference], rows: [-9_223_372_036_854_775_809]).render(as: .sql)
    #expect(
      text.contains(#"("difference" DECIMAL(38,0), "difference_digits" TEXT)"#) == isStringInJSON)
    #expect(text.contains("(-9223372036854775809") && text.contains("'") == isStringInJSON)
    // A time isn't whole, whatever its other formats do.
    let seconds = Field<Double>("seconds", .seconds, isStringInJSON: isStringInJSON) { .real($0) }
    let times = RecordTable([seconds], rows: [0.14]).render(as: .sql)
    #expect(times.contains(#"("seconds" DOUBLE PRECISION)"#) && times.contains("(0.14)"))
  }

  /// However a name is spelled, a row stays one statement.
  @Test func everySQLStatementEndsWhereItShould() {
    let rows = Sample.hostile(500, seed: 4)
    var isQuoted = false
    var statements = 0
    for scalar in Sample.table(rows).render(as: .sql).unicodeScalars {
      #expect(scalar != "\0")
      if scalar == "'" { isQuoted.toggle() }
      if scalar == ";", !isQuoted { statements += 1 }
    }
    #expect(!isQuoted && statements == rows.count + 3)
  }

  @Test func csvReadsBack() throws {
    let rows = Sample.hostile(500, seed: 2)
    let lines = try #require(Separated.csv(Sample.table(rows).render(as: .csv)))
    #expect(lines.count == rows.count + 1)
    for (line, row) in zip(lines.dropFirst(), rows) {
      // Unicode scalars, since "\r\n" is one character.
      #expect(line.first.map { Array($0.unicodeScalars) } == Array(row.name.unicodeScalars))
      #expect(line.dropFirst() == Self.cells(of: row)[...])
    }
  }

  @Test func everyTSVLineHasEveryCell() throws {
    let rows = Sample.hostile(500, seed: 3)
    let text = Sample.table(rows).render(as: .tsv)
    let lines = try #require(Separated.tsv(text))
    #expect(lines.count == rows.count + 1)
    #expect(!text.unicodeScalars.contains("\r"))
    for (line, row) in zip(lines.dropFirst(), rows) {
      #expect(line.dropFirst() == Self.cells(of: row)[...])
    }
  }

  @Test func jsonAndJSONLinesHoldTheSameObjects() throws {
    let rows = Sample.hostile(500, seed: 4)
    let table = Sample.table(rows)
    let array = try JSONDecoder().decode([Object].self, from: Data(table.render(as: .json).utf8))
    let lines = table.render(as: .jsonl).utf8.split(separator: UInt8(ascii: "\n"))
    let objects = try lines.map { try JSONDecoder().decode(Object.self, from: Data($0)) }
    #expect(array == objects)
    #expect(objects.count == rows.count)
    for (object, row) in zip(objects, rows) {
      #expect(Array(object.name.unicodeScalars) == Array(row.name.unicodeScalars))
      #expect(object.flops?.text == row.flops.map { "\($0)" })
      #expect(object.peakBytes?.text == row.bytes.map { "\($0)" })
      #expect(object.medianSeconds == row.seconds.flatMap { $0.isFinite ? $0 : nil })
      #expect(object.isMeasured == row.isMeasured)
    }
  }

  static let boundaries: [(UInt128, String)] = [
    (0, "0"), (1 << 53, "9007199254740992"), (1 << 53 + 1, "\"9007199254740993\""),
    (UInt128(UInt64.max), "\"18446744073709551615\""),
    (.max, "\"340282366920938463463374607431768211455\""),
  ]

  @Test(arguments: boundaries)
  func integersBeyond2To53AreStringsInJSON(_ value: UInt128, _ text: String) {
    let table = RecordTable([Field<UInt128>("n", .count) { .integer($0) }], rows: [value])
    #expect(table.render(as: .jsonl) == "{\"n\":\(text)}\n")
  }

  @Test func aColumnMayHaveStringsForEveryInteger() {
    let field = Field<Int?>("n", .flops, isStringInJSON: true) { FieldValue($0) }
    let table = RecordTable([field], rows: [7, nil])
    #expect(table.render(as: .jsonl) == "{\"n\":\"7\"}\n{\"n\":null}\n")
    #expect(table.render(as: .csv) == "n\r\n7\r\n\r\n")
  }

  @Test func everyIntegerHasTheDigitsOfItsDescription() {
    var values: [UInt128] = [0, .max, .max - 1]
    var power: UInt128 = 1
    for _ in 0..<38 {
      values += [power - 1, power, power + 1]
      power *= 10
    }
    values += [power - 1, power, power + 1] + (0..<128).map { UInt128.max >> $0 }
    let table = RecordTable([Field<UInt128>("n", .count) { .integer($0) }], rows: values)
    #expect(table.render(as: .tsv) == "n\n" + values.map { "\($0)\n" }.joined())
  }

  @Test func aRealThatIsNotFiniteIsMissing() {
    let rows: [Double] = [.nan, .infinity, -.infinity, .signalingNaN]
    let table = RecordTable(
      [Field<Double>("a", .count) { _ in .integer(1) }, Field("x", .ratio) { .real($0) }],
      rows: rows)
    let object = "{\"a\":1,\"x\":null}\n"
    #expect(table.render(as: .jsonl) == String(repeating: object, count: 4))
    #expect(table.render(as: .csv) == "a,x\r\n" + String(repeating: "1,\r\n", count: 4))
    #expect(!table.render(as: .table).contains("x"))
  }

  /// What CSV and TSV hold after the name.
  private static func cells(of row: Sample) -> [String] {
    let seconds = row.seconds.flatMap { $0.isFinite ? "\($0)" : nil }
    return [
      row.flops.map { "\($0)" } ?? "", row.bytes.map { "\($0)" } ?? "", seconds ?? "",
      row.isMeasured.map { "\($0)" } ?? "",
    ]
  }
}

/// What JSON holds of a sample.
private struct Object: Decodable, Equatable {
  /// A whole number as a number or, beyond 2^53 only, as a string.
  struct Whole: Decodable, Equatable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let string = try? container.decode(String.self) {
        text = string
        #expect(UInt128(string).map { $0 > 1 << 53 } == true)
      } else {
        let number = try container.decode(UInt64.self)
        text = "\(number)"
        #expect(number <= 1 << 53)
      }
    }
  }

  enum CodingKeys: String, CodingKey {
    case name
    case flops
    case peakBytes = "peak_bytes"
    case medianSeconds = "median_seconds"
    case isMeasured = "is_measured"
  }

  let name: String
  let flops: Whole?
  let peakBytes: Whole?
  let medianSeconds: Double?
  let isMeasured: Bool?
}
