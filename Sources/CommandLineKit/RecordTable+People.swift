extension RecordTable {
  /// The fields that people see: those of tables that some row has, or all while there are no rows.
  private var shownFields: [Field<Row>] {
    fields.filter { field in
      field.isInTable && (rows.isEmpty || rows.contains { !field.value($0).isMissing })
    }
  }

  func columns(in units: Units) -> [Table.Column] {
    shownFields.map {
      Table.Column($0.heading(in: units), $0.quantity.isNumeric ? .right : .left)
    }
  }

  /// Every row's cells, by shown column.
  func cells(in units: Units) -> [[String]] {
    let shown = shownFields
    return rows.map { row in
      shown.map { $0.cell(row, in: units) }
    }
  }

  /// A table of GitHub Flavored Markdown, section 4.10; without a column, nothing.
  func markdown(in units: Units) -> String {
    let columns = columns(in: units)
    guard !columns.isEmpty else { return "" }
    let rule = columns.map { $0.alignment == .right ? "--:" : ":--" }
    let lines =
      [columns.map { $0.title.markdownEscaped }, rule]
      + cells(in: units).map { $0.map(\.markdownEscaped) }
    return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }
}

extension String {
  /// The text on one line, with what would end the cell or be taken for markup escaped.
  public var markdownEscaped: String {
    var cell = ""
    for scalar in oneLine.unicodeScalars {
      if ["|", "\\", "`", "*", "_", "<", "[", "~", "&"].contains(scalar) { cell += "\\" }
      cell.unicodeScalars.append(scalar)
    }
    return cell
  }
}
