/// How every chart looks: fonts, colours, markers, line styles and distances, in one place.
enum Theme {
  /// Fonts in the order that they are looked for; ``TextMetrics`` knows how wide the widest are.
  static let fonts = [
    "DejaVu Sans", "Verdana", "Bitstream Vera Sans", "Arial", "Helvetica", "sans-serif",
  ]
  static let titleSize = 16.0
  static let headingSize = 12.5
  static let labelSize = 12.5
  static let smallSize = 11.0

  static let ink = "#222222"
  static let grey = "#666666"
  static let grid = "#E4E4E4"
  static let border = "#888888"
  /// Between rounds, and where differences mean nothing.
  static let separator = "#C8C8C8"
  static let shade = "#EDEDED"

  static let edge = 14.0
  static let panelGap = 14.0
  /// Between the right end of a line and its label; a label moved aside is led to through here.
  static let labelGap = 16.0
  /// A line of text takes this many times its font size.
  static let lineHeight = 1.32
  /// The widest text beside a place of a panel.
  static let widestCallout = 320.0
  /// The least share of a panel's height that an area takes to be seen beside its line.
  static let thinnestBand = 0.01
  /// Between explanations in a row, and between the rows.
  static let keyGap = 24.0
  static let keyRow = 17.0
  /// The most that the names of rows may take of the width.
  static let greatestNameShare = 0.28
  /// The most room that is made for a tick's label beyond the end of its axis.
  static let greatestOverhang = 60.0
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
    case .black: "#000000"
    case .indigo: "#332288"
    case .tan: "#B9AC70"
    case .wine: "#882255"
    case .red: "#BD1F01"
    case .brown: "#A96B59"
    case .grey: grey
    }
  }

  /// As gnuplot takes it, with transparency where markers lie on one another.
  static func color(_ hue: Hue, in style: SeriesStyle) -> String {
    style == .sample ? "#50" + color(hue).dropFirst() : color(hue)
  }

  /// What a band's area looks like on white, for its sample.
  static func paleColor(_ hue: Hue?) -> String {
    hue.map { "#D1" + color($0).dropFirst() } ?? "#DADADA"
  }

  /// The nearest of a terminal's 256 colours, which gnuplot chooses too.
  static func terminalColor(_ hue: Hue) -> Int {
    [32, 172, 36, 175, 214, 117, 241, 55, 186, 125, 160, 138, 241][hue.rawValue]
  }

  /// gnuplot's point types of a marker, to be drawn on one another.
  static func pointTypes(_ marker: Marker, filled: Bool) -> [Int] {
    let types = [[6], [4], [8], [12], [10], [14], [1], [2], [3], [6, 1], [4, 2], [12, 1]]
    return types[marker.rawValue].map { filled && marker.hasInside ? $0 + 1 : $0 }
  }

  /// gnuplot's line properties for a style, without the colour.
  static func stroke(_ style: SeriesStyle, _ dash: Dash = .solid) -> String {
    switch style {
    case .measured: "linewidth 1.2 dashtype solid"
    case .model: "linewidth 2.2 dashtype (0.1,6)"
    case .analytic: "linewidth 1.3 dashtype \(pattern(dash))"
    case .counted: "linewidth 1.6 dashtype solid"
    case .published, .sample, .discarded, .band: "linewidth 1.3 dashtype solid"
    case .level: "linewidth 2.2 dashtype solid"
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

  /// gnuplot's point properties for a style, without the colour: one for each point type.
  static func points(_ style: SeriesStyle, _ marker: Marker, _ dash: Dash = .solid) -> [String] {
    let canBeFilled = style == .measured || style == .counted || style == .sample
    let filled = canBeFilled && dash == .solid
    let size =
      switch style {
      case .counted: 1.0
      case .sample: 0.45
      case .discarded: 0.65
      default: filled && marker.hasInside ? 0.7 : 0.8
      }
    return pointTypes(marker, filled: filled).map { "pointtype \($0) pointsize \(size)" }
  }
}
