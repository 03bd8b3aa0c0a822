extension ScalingInput {
  /// The finding, as far as measurements carry it: the ratio at the most segments that both
  /// architectures were measured at.
  ///
  /// A ratio without an interval, from single rounds, makes no headline while another has one.
  /// `comparison` is what the ratio is of: "takes … times as long".
  func finding(
    _ ratios: [MeasuredPoint], takes verb: String, times comparison: String
  ) -> String {
    let usable = ratios.filter { $0.value.isFinite && $0.value > 0 }
    let repeated = usable.filter { $0.low != nil && $0.high != nil }
    if let last = (repeated.isEmpty ? usable : repeated).max(by: { $0.x < $1.x }) {
      let tokens = NumberText.decimal(last.x * Double(tokensPerSegment), places: 0)
      return "At \(Self.segments(last.x)) (\(tokens) tokens) full attention \(verb) "
        + "\(NumberText.significant(last.value)) times \(comparison) RMT, measured"
    }
    switch (Self.furthest(full.measured), Self.furthest(rmt.measured)) {
    case (nil, nil): return "No cell has been measured yet"
    case (let most?, nil): return "Full attention was measured up to \(most), RMT not at all"
    case (nil, let most?): return "RMT was measured up to \(most), full attention not at all"
    case (let full?, let rmt?):
      return "Full attention was measured up to \(full), RMT up to \(rmt)"
    }
  }

  private static func furthest(_ points: [MeasuredPoint]) -> String? {
    points.filter { $0.value.isFinite }.map(\.x).max().map(segments)
  }

  private static func segments(_ count: Double) -> String {
    "\(NumberText.decimal(count, places: 0)) \(count == 1 ? "segment" : "segments")"
  }
}
