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

  /// The hues of `others`, which the ratio's own aren't among.
  static func hue(ofOther index: Int) -> Hue {
    let free = Hue.allCases.filter { ![.blue, .vermilion, .green, .purple].contains($0) }
    return free[index % free.count]
  }

  /// Measured points and laws of all architectures, each y multiplied by `factor(x)`.
  func timeSeries(times factor: (Double) -> Double) -> [Series] {
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
