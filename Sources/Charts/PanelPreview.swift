/// One panel of a chart drawn as text: how large it is, and which character each series gets.
struct PanelPreview {
  let panel: Panel
  let columns: Int
  /// Rows of the drawing, with the ticks' labels and what they count.
  let rows: Int
  let leftMargin: Int
  let rightMargin: Int
  let key: [[PreviewKeyItem]]
  private let symbols: [String]

  /// Below the x axis: its ticks' labels, what they count, and the row that gnuplot leaves empty.
  static let bottomMargin = 3
  static let measured = "O"
  static let published = "@"
  static let level = "="
  static let sample = "."
  private static let available = ["*", "+", "o", "x", "#", "%", "&", "$", "s", "v", "z", "="]

  /// What the places that the panel says something about are drawn as.
  private static let placeSymbols = "ABCDEFGHIJKLMNPQRSTUVWXYZ".map(String.init)

  /// `panel` in `columns` and about `rows`, heading and key included; named rows take as many as
  /// they need.
  init(_ panel: Panel, key entries: [KeyEntry] = [], columns: Int, rows: Int) {
    self.panel = panel
    self.columns = columns
    // Explanations of one hue are of series, which the chart itself has no label for.
    let entries = entries.filter { entry in
      entry.hue != nil && panel.series.contains { entry.explains($0) && $0.label.isEmpty }
    }
    symbols = Self.symbols(panel, key: entries)
    key = TextCells.flowed(
      Self.key(panel, entries: entries, symbols: symbols, columns: columns), width: columns)
    let names = panel.y.ticks.map { GnuplotText.drawable($0.label).count }
    leftMargin = min(names.max() ?? 0, columns * 2 / 5) + 2
    let ends =
      panel.y.isCategorical
      ? panel.y.ticks.compactMap { $0.secondLabel.map(Self.ascii)?.count } : []
    rightMargin = min(ends.max().map { $0 + 2 } ?? 2, columns / 3)
    // A long list of places needs a panel that is large enough to tell them apart.
    let free = max(rows - 1 - key.count, panel.callouts.count > 4 ? 14 : 8)
    if panel.y.isCategorical {
      let steps = max(panel.y.ticks.count, 1) + 1
      let height = steps * max(1, min(2, (free - Self.bottomMargin - 1) / steps))
      self.rows = height + 1 + Self.bottomMargin
    } else {
      self.rows = free
    }
  }

  /// Cells between the left and the right border.
  var width: Int { max(columns - 1 - leftMargin - rightMargin, 1) }
  /// Cells between the upper and the lower border.
  var height: Int { max(rows - 1 - Self.bottomMargin, 1) }

  /// The character that series number `index` is drawn with.
  func symbol(_ index: Int) -> String { symbols[index] }

  /// The heading and, at the right, what the texts at the ends of named rows are.
  var heading: String {
    let text = TextCells.shortened(GnuplotText.drawable(panel.heading), width: columns)
    guard panel.y.isCategorical, let second = panel.y.secondLabel,
      panel.y.ticks.contains(where: { $0.secondLabel != nil }),
      text.count + second.count + 2 <= columns
    else { return text }
    return text + String(repeating: " ", count: columns - text.count - second.count) + second
  }

  /// A row's text with the minus sign that every terminal has: gnuplot cuts the ends of rows by
  /// their bytes.
  static func ascii(_ text: String) -> String { text.replacing("−", with: "-") }

  /// A character per labelled series, its marker's unless an earlier one has that, so that it is the
  /// same in every panel; the points of an unlabelled one are drawn as what they are, its line like
  /// the labelled one of its hue.
  private static func symbols(_ panel: Panel, key: [KeyEntry]) -> [String] {
    var taken: Set<String> = []
    let own = panel.series.map { series -> String? in
      let isExplained = key.contains { $0.explains(series) }
      guard !series.label.isEmpty || series.style == .counted || isExplained else { return nil }
      let wish = available[series.marker.rawValue]
      let symbol = taken.contains(wish) ? available.first { !taken.contains($0) } ?? wish : wish
      taken.insert(symbol)
      return symbol
    }
    return zip(panel.series, own).map { series, symbol in
      if let symbol { return symbol }
      if series.style == .measured { return measured }
      if series.style == .published { return published }
      if series.style == .level { return level }
      if series.style == .sample || series.style == .discarded { return sample }
      let labelled = zip(panel.series, own).first { $0.0.hue == series.hue && $0.1 != nil }
      return labelled?.1 ?? "."
    }
  }

  /// Where something is said about a place, with its character.
  var callouts: [(symbol: String, callout: Callout)] {
    zip(Self.placeSymbols, Self.places(panel)).map { ($0, $1) }
  }

  private static func places(_ panel: Panel) -> [Callout] {
    panel.callouts.filter {
      panel.x.range.contains($0.x) && panel.y.range.contains($0.y) && !$0.text.isEmpty
    }
  }

  private static func key(
    _ panel: Panel, entries: [KeyEntry], symbols: [String], columns: Int
  ) -> [PreviewKeyItem] {
    func item(_ symbol: String, _ text: String, _ hue: Hue?) -> PreviewKeyItem {
      let text = TextCells.shortened(GnuplotText.drawable(text), width: columns - 2)
      return PreviewKeyItem(symbol: symbol, text: text, hue: hue)
    }
    let series = zip(panel.series, symbols).filter { series, _ in
      !series.label.isEmpty && !panel.visible(series).isEmpty
    }
    let across = panel.references.filter { panel.y.range.contains($0.y) && !$0.label.isEmpty }
    let upwards = panel.verticals.filter { panel.x.range.contains($0.x) && !$0.label.isEmpty }
    let explained = entries.compactMap { entry in
      zip(panel.series, symbols).first { series, _ in
        entry.explains(series) && !panel.visible(series).isEmpty
      }
      .map { item($0.1, entry.text, entry.hue) }
    }
    let named = zip(places(panel), placeSymbols)
    return series.map { item($0.1, $0.0.label.joined(separator: " "), $0.0.hue) } + explained
      + named.map { item($0.1, $0.0.text, $0.0.hue) }
      + panel.visibleMarks.filter { !$0.text.isEmpty }.map { item($0.symbol, $0.text, $0.hue) }
      + across.map { item("-", $0.label, nil) } + upwards.map { item(":", $0.label, nil) }
  }
}
