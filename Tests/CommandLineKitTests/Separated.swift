/// Readers of CSV and TSV, written from their definitions and not from what writes them.
enum Separated {
  /// Lines of cells by RFC 4180; `nil` for text that it doesn't allow.
  static func csv(_ text: String) -> [[String]]? {
    var lines: [[String]] = []
    var line: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        cell += "\""
        rest.removeFirst()
      case "\"" where isQuoted:
        isQuoted = false
        guard let next = rest.first, next == "," || next == "\r" else { return nil }
      case "\"":
        guard cell.isEmpty else { return nil }
        isQuoted = true
      case "," where !isQuoted:
        line.append(cell)
        cell = ""
      case "\r" where !isQuoted:
        guard rest.popFirst() == "\n" else { return nil }
        lines.append(line + [cell])
        (line, cell) = ([], "")
      case "\n" where !isQuoted: return nil
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return isQuoted || !line.isEmpty || !cell.isEmpty ? nil : lines
  }

  /// Lines of cells between tabs; `nil` when the last line doesn't end.
  static func tsv(_ text: String) -> [[String]]? {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.popLast()?.isEmpty == true else { return nil }
    return lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
    }
  }
}
