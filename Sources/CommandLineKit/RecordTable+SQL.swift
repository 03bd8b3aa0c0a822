extension RecordTable {
  /// A script that makes a table of that ``name``, where there is none, and adds every row.
  ///
  /// Runs in SQLite, PostgreSQL and DuckDB; identifiers and strings are quoted as in the SQL
  /// standard. A whole number that may exceed 64 bits has two columns: one to calculate with and
  /// order by, which SQLite rounds to a double beyond 2^63, and `…_digits` with every digit.
  var sql: String {
    let columns = fields.flatMap(\.sqlColumns)
    let typed = columns.map { "\($0.name.quoted(by: "\"")) \($0.type)" }.joined(separator: ", ")
    let names = columns.map { $0.name.quoted(by: "\"") }.joined(separator: ", ")
    let table = name.quoted(by: "\"")
    var text = "BEGIN;\nCREATE TABLE IF NOT EXISTS \(table) (\(typed));\n"
    for row in rows {
      let values = columns.map { $0.literal(row) }.joined(separator: ", ")
      text += "INSERT INTO \(table) (\(names)) VALUES (\(values));\n"
    }
    return text + "COMMIT;\n"
  }
}

/// A column of a table in a database.
private struct SQLColumn<Row> {
  let name: String
  let type: String
  let literal: (Row) -> String
}

extension Field {
  /// One column, or two where whole numbers may exceed 64 bits.
  fileprivate var sqlColumns: [SQLColumn<Row>] {
    let value = value
    let isLarge =
      quantity.isWhole && (isStringInJSON || quantity == .flops || quantity == .macs)
    // 38 digits are the most that DuckDB has, and more than can be counted.
    let type = isLarge ? "DECIMAL(38,0)" : quantity.sqlType
    let column = SQLColumn<Row>(name: name, type: type) { value($0).sql }
    guard isLarge else { return [column] }
    return [
      column,
      SQLColumn(name: "\(name)_digits", type: "TEXT") {
        let value = value($0)
        return value.isMissing ? "NULL" : "'\(value.sql)'"
      },
    ]
  }
}

extension Quantity {
  fileprivate var isWhole: Bool {
    switch self {
    case .count, .flops, .macs, .bytes: true
    default: false
    }
  }

  fileprivate var sqlType: String {
    switch self {
    case .text: "TEXT"
    case .flag: "INTEGER"
    default: isWhole ? "BIGINT" : "DOUBLE PRECISION"
    }
  }
}

extension FieldValue {
  fileprivate var sql: String {
    switch self {
    case .none: "NULL"
    case .text(let value): value.sqlLiteral
    case .integer(let value): "\(value)"
    case .signed(let value): "\(value)"
    case .real(let value): value.isFinite ? "\(value)" : "NULL"
    case .flag(let value): value ? "1" : "0"
    }
  }
}

extension String {
  /// In quotes, those inside doubled.
  fileprivate func quoted(by quote: Unicode.Scalar) -> String {
    var text = String(quote)
    for scalar in unicodeScalars {
      if scalar == quote { text.unicodeScalars.append(quote) }
      text.unicodeScalars.append(scalar)
    }
    text.unicodeScalars.append(quote)
    return text
  }

  /// A string of SQL; the character 0, which would end the script, is spelled out.
  fileprivate var sqlLiteral: String {
    unicodeScalars.split(separator: "\0", omittingEmptySubsequences: false)
      .map { String($0).quoted(by: "'") }.joined(separator: " || char(0) || ")
  }
}
