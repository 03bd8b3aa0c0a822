extension ScalingInput {
  /// The x axis that all panels share: segments, and tokens below.
  var segmentsAxis: Axis {
    let xs = ([full, rmt] + others.map(\.series)).flatMap { architecture in
      architecture.measured.map(\.x) + architecture.law.map(\.x)
        + architecture.residentBytes.map(\.x)
    }
    return .segments(
      spanning: xs + analyticRatio.map(\.x), tokensPerSegment: tokensPerSegment)
  }

  /// What the styles mean that every chart of times has.
  static let key = [
    KeyEntry(.measured, "measured"), KeyEntry(.model, "fitted law: a model, not data"),
    KeyEntry(.band, "the law's 95 % interval"),
  ]

  static func note(hidesBands: Bool) -> [String] {
    hidesBands ? ["A law's 95 % interval is not drawn where it is as narrow as its line."] : []
  }

  /// The panel of all times, each multiplied by `factor(x)`, and whether bands had to be left out.
  func panel(
    _ heading: String, weight: Double = 1, times factor: @escaping (Double) -> Double
  ) -> (panel: Panel, hidesBands: Bool) {
    let series = timeSeries(times: factor)
    let range = AxisRange(.log10, of: series)
    return Panel(
      heading: heading, x: segmentsAxis,
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

  /// The hues of `others`, which the ratio's own aren't among.
  static func hue(ofOther index: Int) -> Hue {
    let free = Hue.allCases.filter { ![.blue, .vermilion, .green, .purple].contains($0) }
    return free[index % free.count]
  }

  /// Measured points and laws of all architectures, each y multiplied by `factor(x)`.
  private func timeSeries(times factor: (Double) -> Double) -> [Series] {
    series(of: full, named: "full attention", hue: .blue, times: factor)
      + series(of: rmt, named: "RMT", hue: .vermilion, times: factor)
      + others.enumerated().flatMap { index, other in
        series(
          of: other.series, named: other.name, hue: Self.hue(ofOther: index), times: factor)
      }
  }

  private func series(
    of architecture: ArchitectureSeries, named name: String, hue: Hue,
    times factor: (Double) -> Double
  ) -> [Series] {
    let law = architecture.law.map { CurvePoint(x: $0.x, y: $0.y * factor($0.x)) }
    let points = architecture.measured.map { $0.scaled(by: factor($0.x)) }
    // The label stands at the end of the law, which reaches further than the points.
    let formula = architecture.lawFormula.map { [$0] } ?? []
    let band = architecture.lawBand.map { $0.scaled(by: factor($0.x)) }
    return [
      Series(.band(band), hue: hue),
      Series(.model(law), hue: hue, label: law.isEmpty ? [] : [name] + formula),
      Series(.measured(points, joined: false), hue: hue, label: law.isEmpty ? [name] : []),
    ].filter { !$0.positions.isEmpty || $0.style != .band }
  }
}
