import Testing

@testable import CommandLineKit

@Suite struct RecordTableNameTests {
  /// Two kinds of records in one database are two tables: neither import meets the other's columns.
  @Test func eachKindHasATableOfItsOwn() {
    func sql(_ column: String, _ name: String) -> String {
      RecordTable([Field<Int>(column, .count) { FieldValue($0) }], rows: [7], name: name)
        .render(as: .sql)
    }
    let (cells, history) = (sql("cells", "bench_cells"), sql("ratio", "bench \"history\""))
    #expect(cells.contains("CREATE TABLE IF NOT EXISTS \"bench_cells\" ("))
    #expect(cells.contains("INSERT INTO \"bench_cells\" ("))
    #expect(history.contains("INSERT INTO \"bench \"\"history\"\"\" ("))
    #expect(!cells.contains("\"records\""))
  }
}
