/// Records and the fields they are written with, in any format.
///
/// One list of fields drives every format, so that formats can't disagree:
///
///     let table = RecordTable(
///       [
///         Field("segments", .count) { FieldValue($0.segments) },
///         Field("flops", title: "FLOPs", .flops) { FieldValue($0.flops) },
///       ], rows: bills)
///     table.render(as: .csv)  // segments,flops␍␊4000,161164654804992000␍␊
public struct RecordTable<Row> {
  public let fields: [Field<Row>]
  public var rows: [Row]
  /// The table's name in a database.
  public let name: String

  /// A table; two fields of one name are a mistake of the program.
  ///
  /// - Parameter name: What a database calls it: another for other fields, or the second import of two
  ///   into one database would fail.
  public init(_ fields: [Field<Row>], rows: [Row], name: String = "records") {
    precondition(
      Set(fields.map(\.name)).count == fields.count, "two fields of a record have the same name")
    self.fields = fields
    self.rows = rows
    self.name = name
  }

  /// All records, ending in a line end; `units` matter to formats for people only.
  ///
  /// Formats for programs have every field, whole numbers in full and reals in the fewest digits
  /// that read back as the same. Formats for people leave out a field that no row has a value of.
  ///
  /// - Parameter width: How long a table's lines may become; `nil` for as long as they are.
  public func render(
    as format: OutputFormat, units: Units = .si, width: Int? = Terminal.width(1)
  ) -> String {
    switch format {
    case .table: Table(columns(in: units), rows: cells(in: units)).render(width: width)
    case .markdown: markdown(in: units)
    case .json: json
    case .jsonl: jsonLines
    case .csv: separated(by: .csv)
    case .tsv: separated(by: .tsv)
    case .sql: sql
    }
  }
}

extension RecordTable: Sendable where Row: Sendable {}
