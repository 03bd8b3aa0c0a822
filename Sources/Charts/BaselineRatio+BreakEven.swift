extension BaselineRatio.BreakEven {
  /// `break-even at 1,454 positions [1,400, 1,510]`; the interval only where it has a width.
  var text: String {
    let value = "break-even at \(NumberText.positionCount(positions))"
    guard let low, let high, low < high, low.isFinite, high.isFinite else { return value }
    return "\(value) [\(NumberText.length(low)), \(NumberText.length(high))]"
  }

  /// The interval as a stripe.
  var shade: Shade? {
    guard let low, let high, low < high else { return nil }
    return .upwards(from: low, to: high)
  }
}
