extension ScalingInput {
  /// The baseline over another wherever both were measured; an interval where both have one.
  func ratios(to other: Other) -> [MeasuredPoint] {
    if let measured = other.ratio.measured { return measured }
    let byPosition = Dictionary(other.series.measured.map { ($0.x, $0) }) { _, last in last }
    return baseline.measured.compactMap { one in
      guard let other = byPosition[one.x], other.value > 0 else { return nil }
      let ratio = one.value / other.value
      guard let low = one.low, let high = one.high, let otherLow = other.low,
        let otherHigh = other.high
      else { return MeasuredPoint(x: one.x, value: ratio, low: nil, high: nil) }
      return MeasuredPoint(x: one.x, value: ratio, low: low / otherHigh, high: high / otherLow)
    }
  }

  /// One fitted law over the other, where both are tabulated.
  func lawRatio(to other: Other) -> [CurvePoint] {
    let byPosition = Dictionary(other.series.law.map { ($0.x, $0.y) }) { _, last in last }
    return baseline.law.compactMap { one in
      guard let other = byPosition[one.x], other > 0 else { return nil }
      return CurvePoint(x: one.x, y: one.y / other)
    }
  }
}
