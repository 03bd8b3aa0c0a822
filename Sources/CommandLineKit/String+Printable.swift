extension String {
  /// The text as it may reach a terminal: what controls it or reorders it reads `\u{1b}`.
  var printable: String { String(printing: unicodeScalars) }

  /// Scalars as they may reach a terminal.
  init(printing scalars: some Sequence<Unicode.Scalar>) {
    self = ""
    for scalar in scalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        self += "\\u{\(String(scalar.value, radix: 16))}"
      default:
        unicodeScalars.append(scalar)
      }
    }
  }

  /// The text, printable and with line ends and tabs as spaces, so that a cell can't break its row.
  public var oneLine: String {
    // Most cells are numbers: nothing below to look for, and no characters to be taken apart.
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return self }
    return String(map { $0.isNewline || $0 == "\t" ? " " : $0 }).printable
  }
}
