extension RecordTable {
  /// A script that makes a table named `records`, where there is none, and adds every row.
  ///
  /// Written for SQLite; identifiers and strings are quoted as in the SQL standard. Columns have no
  /// type, so that whole numbers beyond 64 bits, which are text, keep all their digits.
  var sql: String {
    let columns = fields.map { $0.name.quoted(by: "\"") }.joined(separator: ", ")
    var text = "BEGIN;\nCREATE TABLE IF NOT EXISTS \"records\" (\(columns));\n"
    for row in rows {
      let values = fields.map { $0.value(row).sql }.joined(separator: ", ")
      text += "INSERT INTO \"records\" (\(columns)) VALUES (\(values));\n"
    }
    return text + "COMMIT;\n"
  }
}

extension FieldValue {
  fileprivate var sql: String {
    switch self {
    case .none: "NULL"
    case .text(let value): value.sqlLiteral
    case .integer(let value): value <= Int64.max ? "\(value)" : "'\(value)'"
    case .signed(let value): Int64(exactly: value) == nil ? "'\(value)'" : "\(value)"
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
