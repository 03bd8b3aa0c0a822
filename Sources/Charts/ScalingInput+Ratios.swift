extension ScalingInput {
  /// Full attention over RMT wherever both were measured.
  var ratios: [MeasuredPoint] {
    if let measuredRatio { return measuredRatio }
    let byPosition = Dictionary(rmt.measured.map { ($0.x, $0) }) { _, last in last }
    return full.measured.compactMap { full in
      guard let rmt = byPosition[full.x], rmt.value > 0 else { return nil }
      return MeasuredPoint(
        x: full.x, value: full.value / rmt.value,
        low: full.low.map { $0 / (rmt.high ?? rmt.value) },
        high: full.high.map { $0 / (rmt.low ?? rmt.value) })
    }
  }

  /// One fitted law over the other, where both are tabulated.
  var lawRatio: [CurvePoint] {
    let byPosition = Dictionary(rmt.law.map { ($0.x, $0.y) }) { _, last in last }
    return full.law.compactMap { full in
      guard let rmt = byPosition[full.x], rmt > 0 else { return nil }
      return CurvePoint(x: full.x, y: full.y / rmt)
    }
  }
}
