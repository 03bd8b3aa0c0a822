extension String {
  /// Places in a line: a character takes one, whatever it is made of.
  var places: Int {
    // Counting characters takes longest where there are many rows.
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : count
  }

  /// The places of the longest part between separators, which are ASCII characters.
  func longestPart(at separator: Unicode.Scalar) -> Int {
    utf8.contains(UInt8(ascii: separator))
      ? split(separator: Character(separator)).map(\.count).max() ?? 0 : places
  }

  /// Line feeds in place of spaces, so that no line but one of a single word is longer.
  ///
  /// - Parameters:
  ///   - indent: Spaces before every line, which count.
  ///   - hanging: Further spaces before every line but the first.
  public func wrapped(to width: Int, indent: Int = 0, hanging: Int = 0) -> String {
    if indent <= 0, utf8.count <= width { return self }
    var lines: [String] = []
    var line = String(repeating: " ", count: max(0, indent))
    var isEmpty = true
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: max(0, indent + hanging)) + word
      } else {
        line += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
