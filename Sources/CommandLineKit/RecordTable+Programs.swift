import Text

extension RecordTable {
  /// One object a line.
  var jsonLines: String {
    var text = TextBuffer()
    writeObjects(to: &text) { _, text in text.append(UInt8(ascii: "\n")) }
    return text.string
  }

  /// One array with an object on each line.
  var json: String {
    guard !rows.isEmpty else { return "[]\n" }
    var text = TextBuffer()
    text.append("[\n  ")
    writeObjects(to: &text) { isLast, text in text.append(isLast ? "\n]\n" : ",\n  ") }
    return text.string
  }

  /// A header of names and a line a record; what is missing is empty.
  func separated(by separation: TextBuffer.Separation) -> String {
    var text = TextBuffer()
    for (column, field) in fields.enumerated() {
      if column > 0 { text.append(separation.separator) }
      text.append(field.name, by: separation)
    }
    text.append(separation.lineEnd)
    // Without the names, which would be retained and released for every cell.
    let values = fields.map(\.value)
    for row in rows {
      for column in values.indices {
        if column > 0 { text.append(separation.separator) }
        text.append(values[column](row), by: separation)
      }
      text.append(separation.lineEnd)
    }
    return text.string
  }

  /// Appends every row's object, in the fields' order; `end` follows each.
  private func writeObjects(
    to text: inout TextBuffer, end: (_ isLast: Bool, inout TextBuffer) -> Void
  ) {
    let starts = fields.enumerated().map { column, field in
      var start = TextBuffer()
      start.append(column == 0 ? "{" : ",")
      start.append(json: field.name)
      start.append(UInt8(ascii: ":"))
      return start.bytes
    }
    // Without the names, which would be retained and released for every cell.
    let values = fields.map(\.value)
    let areStrings = fields.map(\.isStringInJSON)
    for (index, row) in rows.enumerated() {
      for column in values.indices {
        starts[column].withUnsafeBufferPointer { text.append($0) }
        text.append(json: values[column](row), isAlwaysString: areStrings[column])
      }
      text.append(values.isEmpty ? "{}" : "}")
      end(index == rows.count - 1, &text)
    }
  }
}

extension TextBuffer {
  fileprivate mutating func append(json value: FieldValue, isAlwaysString: Bool) {
    switch value {
    case .none: append("null")
    case .text(let value): append(json: value)
    case .integer(let value): append(json: value, isAlwaysString: isAlwaysString)
    case .signed(let value): append(json: value, isAlwaysString: isAlwaysString)
    case .real(let value): append(json: value)
    case .flag(let value): append(value ? "true" : "false")
    }
  }

  fileprivate mutating func append(_ value: FieldValue, by separation: Separation) {
    switch value {
    case .none: break
    case .text(let value): append(value, by: separation)
    case .integer(let value): append(value)
    case .signed(let value): append(value)
    case .real(let value): if value.isFinite { append(value.description) }
    case .flag(let value): append(value ? "true" : "false")
    }
  }
}
