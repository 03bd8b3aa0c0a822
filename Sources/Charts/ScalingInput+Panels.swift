extension ScalingInput {
  /// The x axis that all panels share.
  var positionsAxis: Axis {
    let xs = architectures.flatMap { architecture in
      architecture.measured.map(\.x) + architecture.law.map(\.x)
        + architecture.residentBytes.map(\.x)
    }
    return .positions(spanning: xs + others.flatMap { $0.ratio.counted.map(\.x) })
  }

  /// What the styles mean that every chart of times has.
  static let key = [
    KeyEntry(.measured, "measured"), KeyEntry(.model, "fitted law: a model, not data"),
    KeyEntry(.band, "the law's 95 % interval"),
  ]

  static func note(hidesBands: Bool) -> [String] {
    hidesBands ? ["A law's 95 % interval is not drawn where it is as narrow as its line."] : []
  }

  /// More room for labels at line ends than a dozen take.
  var extraHeight: Double { 28 * Double(max(0, architectures.count - 12)) }

  /// The panel of all times, each multiplied by `factor(x)`, and whether bands had to be left out.
  func panel(
    _ heading: String, weight: Double = 1, times factor: @escaping (Double) -> Double
  ) -> (panel: Panel, hidesBands: Bool) {
    let series = architectures.flatMap { timeSeries(of: $0, times: factor) }
    let range = AxisRange(.log10, of: series)
    return Panel(
      heading: heading, x: positionsAxis,
      y: Axis(
        label: "", range: range,
        ticks: Tick.decades(in: range, label: NumberText.duration(seconds:))),
      series: series,
      edgeMarks: Self.marks(series, beyond: range) { NumberText.longDuration(seconds: $0) },
      weight: weight
    ).withoutThinBands
  }

  /// Arrows to the measured points beyond `range`.
  static func marks(
    _ series: [Series], beyond range: AxisRange, text: (Double) -> String
  ) -> [EdgeMark] {
    series.flatMap { series -> [EdgeMark] in
      guard case .measured(let points, _) = series.content else { return [] }
      return EdgeMark.marks(of: points, beyond: range, hue: series.hue) { text($0.value) }
    }
  }

  /// Formulas stand beside so many lines; of more, tables have them.
  private static let mostFormulas = 6

  /// Measured points and law of an architecture, each y multiplied by `factor(x)`.
  private func timeSeries(
    of architecture: ArchitectureSeries, times factor: (Double) -> Double
  ) -> [Series] {
    let look = look(of: architecture)
    let law = architecture.law.map { CurvePoint(x: $0.x, y: $0.y * factor($0.x)) }
    let points = architecture.measured.map { $0.scaled(by: factor($0.x)) }
    // The label stands at the end of the law, which reaches further than the points.
    let formula =
      architectures.count > Self.mostFormulas ? [] : architecture.lawFormula.map { [$0] } ?? []
    let name = [architecture.title]
    let band = architecture.lawBand.map { $0.scaled(by: factor($0.x)) }
    return [
      Series(.band(band), look),
      Series(.model(law), look, label: law.isEmpty ? [] : name + formula),
      Series(.measured(points, joined: false), look, label: law.isEmpty ? name : []),
    ].filter { !$0.positions.isEmpty || $0.style != .band }
  }
}
