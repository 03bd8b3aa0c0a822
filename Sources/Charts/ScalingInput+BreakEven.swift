extension ScalingInput.BreakEven {
  /// `break-even at 3.2 segments [2.8, 3.9]`; the interval only where it has a width.
  var text: String {
    let value =
      "break-even at \(NumberText.significant(segments)) \(segments == 1 ? "segment" : "segments")"
    guard let low, let high, low < high, low.isFinite, high.isFinite else { return value }
    return "\(value) [\(NumberText.significant(low)), \(NumberText.significant(high))]"
  }

  /// The interval as a stripe.
  var shade: Shade? {
    guard let low, let high, low < high else { return nil }
    return .upwards(from: low, to: high)
  }
}
