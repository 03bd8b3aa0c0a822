extension AxisRange {
  /// The range that shows what `series` are about: not an outlier, which would flatten all others,
  /// nor more of a band than ten times as far as the lines go.
  init(_ scale: Scale, of series: [Series], with others: [Double] = []) {
    let values = series.filter { $0.style != .band }.flatMap(\.heights) + others
    let most = Self.withoutOutliers(values, scale)
    let bands = series.filter { $0.style == .band }.flatMap(\.heights).filter(scale.accepts)
    let near = bands.filter { band in
      guard scale != .linear, let low = most.first, let high = most.last else { return true }
      return (low / 10...high * 10).contains(band)
    }
    self.init(scale, spanning: most + near)
  }

  /// The values that have a place on the axis, in order, without outliers.
  ///
  /// An outlier is one of few values, at either end, and lies further from the next than half of what
  /// all others span; on a logarithmic axis also a thousand times as far, since sizes may leap.
  static func withoutOutliers(_ values: [Double], _ scale: Scale) -> [Double] {
    let sorted = values.filter(scale.accepts).sorted()
    let lengths = sorted.map(scale.length)
    // A point and the ends of its interval are three.
    let few = min(max(3, lengths.count / 10), lengths.count / 4)
    guard few > 0 else { return sorted }
    let least = scale == .linear ? 0 : scale.length(of: 1000)
    var (first, last) = (0, lengths.count - 1)
    // An outlier at one end must not be what makes the others lie far apart.
    func span(_ first: Int, _ last: Int) -> Double { lengths[last] - lengths[first] }
    for count in 1...few {
      let inner = lengths.count - 1 - count
      if span(inner, inner + 1) > max(span(few, inner) / 2, least) { last = inner }
      if span(count - 1, count) > max(span(count, lengths.count - 1 - few) / 2, least) {
        first = count
      }
    }
    return first <= last ? Array(sorted[first...last]) : sorted
  }
}
