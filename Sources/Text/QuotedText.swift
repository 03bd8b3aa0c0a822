/// A piece of text from outside in a sentence: quoted, shortened, and safe to print on a terminal.
package struct QuotedText: CustomStringConvertible {
  package let description: String

  /// Keeps the first `longest` Unicode scalars; what can't be seen is spelt out as `\u{1b}`.
  package init(_ text: String, longest: Int = 48) {
    description = "'\(Self.plain(text, longest: longest))'"
  }

  /// The same without quotes.
  package static func plain(_ text: String, longest: Int = 48) -> String {
    let scalars = text.unicodeScalars
    var shown = ""
    for scalar in scalars.prefix(longest) {
      if isHidden(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return scalars.dropFirst(longest).isEmpty ? shown : shown + "…"
  }

  /// Whether a scalar moves the cursor, ends the line or changes the order of others.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
    default: false
    }
  }
}

extension Int {
  /// With a comma between thousands: `16,777,216`.
  package var grouped: String { NumberFormat.grouped(self) }
}

extension ClosedRange<Int> {
  /// `1 to 10,000`, or the number where there is only one.
  package var described: String {
    lowerBound == upperBound ? lowerBound.grouped : "\(lowerBound.grouped) to \(upperBound.grouped)"
  }
}
