import Charts

/// Charts as a page shows them: the page has their title and the run's setting in its own type.
extension Chart {
  /// For a page as wide as a desktop's.
  public var forPage: Chart {
    var chart = self
    chart.title = ""
    chart.subtitle = []
    chart.size.height = max(320, size.height - 90)
    return chart
  }

  /// For a phone, with labels of the same size: fewer pixels across, not smaller ones.
  public var forPhone: Chart {
    var chart = forPage
    chart.name += "-narrow"
    chart.size.width = 400
    chart.moveNamesIntoKey()
    // There is no room for what the caption says too: in a heading, and beside its lines.
    for panel in chart.panels.indices {
      let heading = chart.panels[panel].heading
      if heading.count > 50 {
        chart.panels[panel].heading = String(heading.prefix { $0 != "," && $0 != ";" })
      }
      chart.panels[panel].y.secondLabel = nil
      for line in chart.panels[panel].verticals.indices {
        chart.panels[panel].verticals[line].label = ""
      }
    }
    return chart
  }

  /// So many names fit beside their lines on a phone.
  private static let mostNames = 3

  /// Where more lines than fit have names at their ends, the names stand in rows above, in more height.
  private mutating func moveNamesIntoKey() {
    let named = panels.flatMap(\.series).filter { !$0.label.isEmpty }
    var names: [KeyEntry] = []
    for series in named {
      let name = KeyEntry(.measured, series.label[0], hue: series.hue, marker: series.marker)
      if !names.contains(name) { names.append(name) }
    }
    guard names.count > Self.mostNames else { return }
    key += names
    size.height += 10 * Double(names.count)
    for panel in panels.indices {
      for series in panels[panel].series.indices { panels[panel].series[series].label = [] }
    }
  }
}
