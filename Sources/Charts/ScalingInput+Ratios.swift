extension ScalingInput {
  /// Full attention over RMT wherever both were measured; an interval where both have one.
  var ratios: [MeasuredPoint] {
    if let measuredRatio { return measuredRatio }
    let byPosition = Dictionary(rmt.measured.map { ($0.x, $0) }) { _, last in last }
    return full.measured.compactMap { full in
      guard let rmt = byPosition[full.x], rmt.value > 0 else { return nil }
      let ratio = full.value / rmt.value
      guard let fullLow = full.low, let fullHigh = full.high, let rmtLow = rmt.low,
        let rmtHigh = rmt.high
      else { return MeasuredPoint(x: full.x, value: ratio, low: nil, high: nil) }
      return MeasuredPoint(
        x: full.x, value: ratio, low: fullLow / rmtHigh, high: fullHigh / rmtLow)
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
