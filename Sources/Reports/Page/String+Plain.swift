import CommandLineKit

extension String {
  /// The text on one line, with what would control a terminal or reorder text as `\u{1b}`.
  var onOneLine: String {
    var line = ""
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      case _ where scalar == "\n" || scalar == "\r" || scalar == "\t": line += " "
      case .control, .format, .lineSeparator, .paragraphSeparator:
        line += "\\u{\(String(scalar.value, radix: 16))}"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The text on one line, with what Markdown or the HTML in it would take for markup escaped.
  var markdown: String {
    var text = ""
    for scalar in onOneLine.unicodeScalars {
      if ["\\", "`", "*", "_", "<", "[", "]", "~", "&", "|", "#"].contains(scalar) { text += "\\" }
      text.unicodeScalars.append(scalar)
    }
    return text
  }

  /// Lines of at most so many characters, broken between words.
  func brokenIntoLines(of width: Int, indent: Int = 0) -> String {
    onOneLine.wrapped(to: width, indent: indent)
  }
}
