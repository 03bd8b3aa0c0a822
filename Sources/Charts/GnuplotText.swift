/// Text of any origin, made harmless and literal for a gnuplot script.
enum GnuplotText {
  /// A gnuplot string that draws `text` as it is, in enhanced mode.
  ///
  /// Single quotes, because gnuplot runs what stands between backticks in double quotes. Enhanced
  /// mode gives `_ ^ { } @ & ~ \` a meaning, which a backslash takes away. A single quote becomes
  /// a typographic one: doubled, as the manual has it, it still ends the string where it comes
  /// first or next to another, and gnuplot reads on as if commands followed.
  static func quoted(_ text: String) -> String {
    "'\(escaped(drawable(text)))'"
  }

  /// As `quoted`, in bold.
  static func bold(_ text: String) -> String {
    "'{/:Bold \(escaped(drawable(text)))}'"
  }

  /// As `quoted`, for a tick's label, which gnuplot takes for a number format as well.
  static func tick(_ text: String) -> String {
    "'\(replacing(escaped(drawable(text))) { $0 == "%" ? "%%" : nil })'"
  }

  /// A gnuplot string that draws `text` as it is where enhanced mode is off.
  static func plain(_ text: String) -> String {
    "'\(replacing(drawable(text)) { $0 == "'" ? "’" : nil })'"
  }

  /// As `plain`, for a tick's label.
  static func plainTick(_ text: String) -> String { plain(text.replacing("%", with: "%%")) }

  /// `text` on one line, in characters that the font has; `?` stands for the others.
  ///
  /// A glyph that is missing isn't only ugly: pngcairo paints black bars over the whole picture.
  static func drawable(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: result.append(" ")
      case .format: break
      case .unassigned: result.append("?")
      default: result.append(isInFont(scalar) ? scalar : "?")
      }
    }
    return String(result)
  }

  /// Whether DejaVu Sans has a glyph, for the blocks it covers as a whole.
  private static func isInFont(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2E9, 0x384...0x525, 0x2010...0x205E, 0x2070...0x208E,
      0x20A0...0x20B5, 0x2190...0x22FF, 0x2500...0x25FF:
      true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    replacing(text) { character in
      switch character {
      case "_", "^", "{", "}", "@", "&", "~", "\\": "\\\(character)"
      case "'": "’"
      default: nil
      }
    }
  }

  private static func replacing(
    _ text: String, _ replacement: (Unicode.Scalar) -> String?
  ) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      result += replacement(scalar) ?? String(scalar)
    }
  }
}
