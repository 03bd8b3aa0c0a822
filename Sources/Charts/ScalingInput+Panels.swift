extension ScalingInput {
  /// The x axis that all panels share: segments, and tokens below.
  var segmentsAxis: Axis {
    let xs = [full, rmt].flatMap { architecture in
      architecture.measured.map(\.x) + architecture.law.map(\.x)
        + architecture.residentBytes.map(\.x)
    }
    let range = AxisRange(.log2, spanning: xs + analyticRatio.map(\.x), margin: 0.035)
    let ticks = Tick.powersOfTwo(
      in: range, most: 14, label: { NumberText.decimal($0, places: 0) },
      second: { NumberText.abbreviated($0 * Double(tokensPerSegment)) }
    ).filter { $0.position >= 1 }
    return Axis(label: "segments", secondLabel: "tokens", range: range, ticks: ticks)
  }

  /// Measured points and laws of both architectures, each y multiplied by `factor(x)`.
  func timeSeries(times factor: (Double) -> Double) -> [Series] {
    series(of: full, named: "full attention", hue: .blue, times: factor)
      + series(of: rmt, named: "RMT", hue: .vermilion, times: factor)
  }

  private func series(
    of architecture: ArchitectureSeries, named name: String, hue: Hue,
    times factor: (Double) -> Double
  ) -> [Series] {
    let law = architecture.law.map { CurvePoint(x: $0.x, y: $0.y * factor($0.x)) }
    let points = architecture.measured.map { $0.scaled(by: factor($0.x)) }
    // The label stands at the end of the law, which reaches further than the points.
    let formula = architecture.lawFormula.map { [$0] } ?? []
    return [
      Series(.model(law), hue: hue, label: law.isEmpty ? [] : [name] + formula),
      Series(.measured(points, joined: false), hue: hue, label: law.isEmpty ? [name] : []),
    ]
  }
}
