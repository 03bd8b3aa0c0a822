/// How every chart looks: fonts, colours, markers, line styles and distances, in one place.
enum Theme {
  /// Named, because what stands in for an absent font differs between machines.
  static let font = "DejaVu Sans"
  static let titleSize = 16.0
  static let headingSize = 12.5
  static let labelSize = 12.5
  static let smallSize = 11.0

  static let ink = "#222222"
  static let grey = "#666666"
  static let grid = "#E4E4E4"
  static let border = "#888888"

  static let edge = 14.0
  static let panelGap = 14.0
  /// Between the right end of a line and its label; a label moved aside is led to through here.
  static let labelGap = 16.0
  /// A line of text takes this many times its font size.
  static let lineHeight = 1.32
  /// Between explanations in a row, and between the rows.
  static let keyGap = 24.0
  static let keyRow = 17.0
  /// The most that the names of rows may take of the width.
  static let greatestNameShare = 0.28
  /// The most that labels at line ends may take of the width.
  static let greatestLabelShare = 0.3

  static func color(_ hue: Hue) -> String {
    switch hue {
    case .blue: "#0072B2"
    case .vermilion: "#D55E00"
    case .green: "#009E73"
    case .purple: "#CC79A7"
    case .orange: "#E69F00"
    case .sky: "#56B4E9"
    }
  }

  /// The nearest of a terminal's 256 colours, which gnuplot chooses too.
  static func terminalColor(_ hue: Hue) -> Int { [32, 172, 36, 175, 214, 117][hue.rawValue] }

  /// gnuplot's point types: circle, square, triangle, diamond, inverted triangle, pentagon.
  static func marker(_ hue: Hue, filled: Bool) -> Int {
    let outline = [6, 4, 8, 12, 10, 14][hue.rawValue]
    return filled ? outline + 1 : outline
  }

  /// gnuplot's line properties for a style, without the colour.
  static func stroke(_ style: SeriesStyle, _ dash: Dash = .solid) -> String {
    switch style {
    case .measured: "linewidth 1.2 dashtype solid"
    case .model: "linewidth 2.2 dashtype (0.1,6)"
    case .analytic: "linewidth 1.3 dashtype \(pattern(dash))"
    case .counted: "linewidth 1.6 dashtype solid"
    case .published: "linewidth 1.3 dashtype solid"
    }
  }

  /// gnuplot's lengths of strokes and gaps; none looks like a fitted model's dots.
  private static func pattern(_ dash: Dash) -> String {
    switch dash {
    case .solid: "solid"
    case .dashed: "(11,5)"
    case .dashDotted: "(13,4,2,4)"
    case .short: "(4,4)"
    }
  }

  /// gnuplot's line properties for a line to compare with.
  static let referenceStroke = "linewidth 1 dashtype (8,5)"

  /// gnuplot's point properties for a style, without the colour.
  static func point(_ style: SeriesStyle, _ hue: Hue, _ dash: Dash = .solid) -> String {
    let filled = style == .measured || (style == .counted && dash == .solid)
    let size = style == .counted ? 1.0 : filled ? 0.7 : 0.8
    return "pointtype \(marker(hue, filled: filled)) pointsize \(size)"
  }
}
