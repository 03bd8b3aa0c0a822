/// Where everything of a chart goes, in pixels; computed before gnuplot sees any of it.
struct ChartLayout {
  var title: [String]
  var subtitle: [String]
  var notes: [String]
  var panels: [PanelLayout] = []
  /// Explanations of the line styles that occur, in rows that fit the width.
  var key: [[KeyEntry]]
  /// The height at which the first row of explanations stands.
  var keyHeight: Double

  private let chart: Chart
  private static let tickRow = Theme.smallSize * Theme.lineHeight
  private static let headingRow = Theme.headingSize * Theme.lineHeight + 8

  init(_ chart: Chart) {
    self.chart = chart
    let width = chart.size.width - 2 * Theme.edge
    title = TextMetrics.balanced(chart.title, width: width, size: Theme.titleSize, bold: true)
    subtitle = chart.subtitle.flatMap {
      TextMetrics.wrapped($0, width: width, size: Theme.smallSize, most: 3)
    }
    notes = chart.notes.flatMap {
      TextMetrics.wrapped($0, width: width, size: Theme.smallSize, most: 3)
    }
    key = Self.rows(chart.occurringKey, width: width)
    keyHeight =
      Theme.edge + Double(title.count) * Theme.titleSize * Theme.lineHeight
      + Double(subtitle.count) * Self.tickRow + 17
    panels = placedPanels()
  }

  /// Explanations of about equal rank, as many to a row as fit.
  private static func rows(_ entries: [KeyEntry], width: Double) -> [[KeyEntry]] {
    var rows: [[KeyEntry]] = []
    var right = Double.infinity
    for entry in entries {
      if right + Theme.keyGap + entry.width > width {
        rows.append([entry])
        right = entry.width
      } else {
        rows[rows.count - 1].append(entry)
        right += Theme.keyGap + entry.width
      }
    }
    return rows
  }

  /// The panels one below the other, between the texts above and the notes below.
  private func placedPanels() -> [PanelLayout] {
    let panels = chart.panels
    let left = leftMargin
    let right = chart.size.width - rightMargin
    let rows = panels.indices.map(rowsBelow)
    let start =
      keyHeight + (key.isEmpty ? -8 : 12 + Double(key.count - 1) * Theme.keyRow)
    let end = chart.size.height - Theme.edge - Double(notes.count) * Self.tickRow
    let taken =
      Double(panels.count) * Self.headingRow + Double(panels.count - 1) * Theme.panelGap
      + rows.reduce(0, +)
    let free = max(end - start - taken, 40 * Double(panels.count))
    let weights = panels.reduce(0) { $0 + $1.weight }
    var top = start
    return panels.indices.map { index in
      let height = free * panels[index].weight / weights
      let box = Box(
        left: left, top: top + Self.headingRow, right: right, bottom: top + Self.headingRow + height
      )
      top = box.bottom + rows[index] + Theme.panelGap
      return PanelLayout(
        panels[index], box: box, showsTicksOfX: showsTicksOfX(index),
        rightEdge: chart.size.width - Theme.edge)
    }
  }

  private func showsTicksOfX(_ index: Int) -> Bool {
    index + 1 == chart.panels.count || chart.panels[index].x != chart.panels[index + 1].x
  }

  /// The height of the rows of tick labels below a panel.
  private func rowsBelow(_ index: Int) -> Double {
    guard showsTicksOfX(index) else { return 0 }
    return 8 + Self.tickRow * (chart.panels[index].x.hasSecondRow ? 2 : 1)
  }

  /// Room for the y ticks' labels, and for the names of the rows below the x axis.
  private var leftMargin: Double {
    let texts = chart.panels.flatMap { panel in
      panel.y.ticks.map(\.label) + [panel.x.label, panel.x.secondLabel ?? ""]
    }
    let widest = texts.map { TextMetrics.width($0, size: Theme.smallSize) }.max() ?? 0
    let isCategorical = chart.panels.contains { $0.y.isCategorical }
    let share = isCategorical ? Theme.greatestNameShare : 0.2
    return Theme.edge + min(widest, chart.size.width * share) + 14
  }

  /// Room for the labels at line ends, or the texts at the ends of named rows.
  private var rightMargin: Double {
    let labels = chart.panels.flatMap { panel in
      let references = panel.references.map {
        TextMetrics.width($0.label, size: Theme.smallSize)
      }
      guard panel.y.isCategorical else {
        return panel.series.flatMap { series -> [Double] in
          let widths = series.label.map { TextMetrics.width($0, size: Theme.labelSize) }
          guard let first = widths.first, panel.hasPoints(like: series) else { return widths }
          return [first + EndLabel.markerWidth] + widths.dropFirst()
        } + references
      }
      let texts = panel.y.ticks.compactMap(\.secondLabel) + [panel.y.secondLabel ?? ""]
      return texts.map { TextMetrics.width($0, size: Theme.smallSize) } + references
    }
    let widest = min(labels.max() ?? 0, chart.size.width * Theme.greatestLabelShare)
    return Theme.edge + max(tickOverhang, widest == 0 ? 10 : Theme.labelGap + widest + 2)
  }

  /// How far labels below the x axis reach beyond its right end.
  private var tickOverhang: Double {
    let width = chart.size.width - leftMargin - Theme.edge
    let overhangs = chart.panels.flatMap { panel in
      panel.x.ticks.flatMap { tick in
        [tick.label, tick.secondLabel ?? ""].map { label in
          TextMetrics.width(label, size: Theme.smallSize) / 2
            - (1 - panel.x.range.fraction(of: tick.position)) * width
        }
      }
    }
    return min(overhangs.max() ?? 0, Theme.greatestOverhang)
  }
}
