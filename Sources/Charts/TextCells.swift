/// Text in a terminal, where every character takes one cell.
enum TextCells {
  /// `text` without anything a terminal would obey, broken at spaces into lines of at most `width`.
  static func wrapped(_ text: String, width: Int) -> [String] {
    GnuplotText.drawable(text).split(separator: " ").reduce(into: []) { lines, word in
      let word = shortened(String(word), width: width)
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(word)
      }
    }
  }

  /// Items side by side with two spaces between, as many to a line as fit.
  static func flowed(_ items: [PreviewKeyItem], width: Int) -> [[PreviewKeyItem]] {
    var lines: [[PreviewKeyItem]] = []
    var used = width
    for item in items {
      if used + 3 + item.width > width {
        lines.append([item])
        used = item.width
      } else {
        lines[lines.count - 1].append(item)
        used += 3 + item.width
      }
    }
    return lines
  }

  /// As much of `text` as fits, with an ellipsis where that isn't all.
  static func shortened(_ text: String, width: Int) -> String {
    text.count <= width ? text : String(text.prefix(max(width - 1, 0))) + "…"
  }
}
