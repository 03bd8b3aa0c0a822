/// How wide a line of text may become, so that margins are known before anything is drawn.
///
/// Which of ``Theme/fonts`` a reader has isn't known, so that each character is taken as wide as in
/// the widest of them.
enum TextMetrics {
  /// The greatest advance width of U+0020...U+007E among DejaVu Sans, Verdana, Liberation Sans (as
  /// wide as Arial and Helvetica), Open Sans, Roboto and Noto Sans, in thousandths of the font size.
  private static let widths: [Double] = [
    352, 401, 460, 838, 636, 1076, 780, 275, 454, 454, 636, 838, 364, 454, 364, 454, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 636, 454, 454, 838, 838, 838, 556, 1015, 684, 686, 722,
    771, 667, 611, 778, 752, 421, 552, 693, 557, 907, 760, 787, 667, 787, 722, 684, 616, 732,
    684, 989, 685, 667, 685, 454, 454, 454, 838, 636, 636, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 344, 592, 278, 974, 634, 612, 635, 635, 427, 521, 394, 634, 592, 818, 592, 592,
    525, 636, 551, 636, 838,
  ]

  /// The same of the fonts' bold faces.
  private static let boldWidths: [Double] = [
    348, 456, 587, 867, 711, 1272, 872, 332, 543, 543, 711, 867, 380, 480, 380, 689, 711, 711,
    711, 711, 711, 711, 711, 711, 711, 711, 402, 402, 867, 867, 867, 617, 1000, 776, 762, 734,
    830, 683, 683, 821, 837, 546, 559, 775, 637, 995, 847, 850, 733, 850, 782, 720, 682, 812,
    774, 1128, 771, 737, 725, 543, 689, 543, 867, 711, 711, 675, 716, 593, 716, 678, 435, 716,
    712, 343, 403, 671, 343, 1058, 712, 687, 716, 716, 497, 595, 478, 712, 652, 980, 669, 652,
    597, 712, 551, 712, 867,
  ]

  /// The most pixels that `text` takes.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    let widths = bold ? boldWidths : self.widths
    let thousandths = text.unicodeScalars.reduce(0.0) { sum, scalar in
      let index = Int(scalar.value) - 32
      return sum + (widths.indices.contains(index) ? widths[index] : other(scalar))
    }
    return thousandths / 1000 * size
  }

  /// Of what else charts print: superscripts, signs of arithmetic, an ellipsis; and of letters, all
  /// but a few of which are narrower.
  private static func other(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "⁰"..."⁹", "¹", "²", "³", "·", "’": 440
    case "−", "×", "±", "≤", "≥": 867
    default: 1000
    }
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
    // Two claims stand in a line each.
    if lines.count == 2, let end = text.range(of: "; ") {
      let claims = [text[..<end.lowerBound] + ";", text[end.upperBound...]].map(String.init)
      if claims.allSatisfy({ self.width($0, size: size, bold: bold) <= width }) { return claims }
    }
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
