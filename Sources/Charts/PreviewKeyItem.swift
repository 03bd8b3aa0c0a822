/// What a character of a chart drawn as text stands for.
struct PreviewKeyItem: Equatable {
  var symbol: String
  var text: String
  /// `nil` is the terminal's own colour.
  var hue: Hue?

  var width: Int { symbol.count + 1 + text.count }

  /// `* full attention`; the sample in its hue where `color` is asked for.
  func line(color: Bool) -> String {
    guard color, let hue else { return "\(symbol) \(text)" }
    return "\u{1B}[38;5;\(Theme.terminalColor(hue))m\(symbol)\u{1B}[0m \(text)"
  }
}
