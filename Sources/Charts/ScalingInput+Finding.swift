import Text

extension ScalingInput {
  /// The finding, as far as measurements carry it: the ratio at the most segments that both
  /// architectures were measured at.
  ///
  /// A ratio without an interval, from single rounds, makes no headline while another has one.
  /// `comparison` is what the ratio is of: "takes … as long as".
  func finding(
    _ ratios: [MeasuredPoint], takes verb: String, times comparison: String
  ) -> String {
    let usable = ratios.filter { $0.value.isFinite && $0.value > 0 }
    let repeated = usable.filter { $0.low != nil && $0.high != nil }
    if let last = (repeated.isEmpty ? usable : repeated).max(by: { $0.x < $1.x }) {
      let tokens = Plural.text(Int((last.x * Double(tokensPerSegment)).rounded()), "token")
      return "At \(Self.segments(last.x)) (\(tokens)) full attention \(verb) "
        + "\(Self.times(last))\(comparison) RMT, measured"
    }
    switch (Self.furthest(full.measured), Self.furthest(rmt.measured)) {
    case (nil, nil): return "No cell has been measured yet"
    case (let most?, nil): return "Full attention was measured up to \(most), RMT not at all"
    case (nil, let most?): return "RMT was measured up to \(most), full attention not at all"
    case (let full?, let rmt?):
      return "Full attention was measured up to \(full), RMT up to \(rmt)"
    }
  }

  /// `3.92 times `, to be followed by `as`; nothing of what is equal, and a word where the interval
  /// can't tell which is more.
  private static func times(_ ratio: MeasuredPoint) -> String {
    if let low = ratio.low, let high = ratio.high, low < 1, high > 1 { return "about " }
    let text = NumberText.resolved(ratio.value, low: ratio.low, high: ratio.high)
    return Double(text) == 1 ? "" : "\(text) times "
  }

  private static func furthest(_ points: [MeasuredPoint]) -> String? {
    points.filter { $0.value.isFinite }.map(\.x).max().map(segments)
  }

  private static func segments(_ count: Double) -> String {
    Plural.text(Int(count.rounded()), "segment")
  }
}
