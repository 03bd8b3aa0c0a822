/// How wide a line of text will be, so that margins are known before anything is drawn.
enum TextMetrics {
  /// Advance widths of DejaVu Sans for U+0020...U+007E, in thousandths of the font size.
  private static let widths: [Double] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
  ]

  /// The width of `text` in pixels; bold is about a tenth wider.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    let thousandths = text.unicodeScalars.reduce(0.0) { sum, scalar in
      let index = Int(scalar.value) - 32
      return sum + (widths.indices.contains(index) ? widths[index] : 880)
    }
    return thousandths / 1000 * size * (bold ? 1.12 : 1)
  }

  /// `text` broken at spaces into lines of at most `width` pixels; the last of `most` lines, and a
  /// word that is too long for a line, end in an ellipsis.
  static func wrapped(
    _ text: String, width: Double, size: Double, bold: Bool = false, most: Int = 2
  ) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, self.width("\(last) \(word)", size: size, bold: bold) <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    if lines.count > most {
      lines = Array(lines.prefix(most - 1)) + [lines.dropFirst(most - 1).joined(separator: " ")]
    }
    return lines.map { shortened($0, width: width, size: size, bold: bold) }
  }

  /// As `wrapped`, in as many lines, but with lines about equally long.
  static func balanced(_ text: String, width: Double, size: Double, bold: Bool) -> [String] {
    let lines = wrapped(text, width: width, size: size, bold: bold)
    guard lines.count > 1, !lines.contains(where: { $0.hasSuffix("…") }) else { return lines }
    let narrower = stride(from: width / 2, to: width, by: width / 40).lazy.map {
      wrapped(text, width: $0, size: size, bold: bold)
    }
    return narrower.first { $0.count == lines.count && !$0.joined().contains("…") } ?? lines
  }

  /// `text`, or as much of it as fits with an ellipsis.
  static func shortened(
    _ text: String, width: Double, size: Double, bold: Bool = false
  ) -> String {
    guard self.width(text, size: size, bold: bold) > width else { return text }
    var kept = text
    while !kept.isEmpty, self.width(kept + "…", size: size, bold: bold) > width {
      kept.removeLast()
    }
    return kept + "…"
  }
}
