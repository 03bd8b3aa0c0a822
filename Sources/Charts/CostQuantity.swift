/// What is counted, or predicted from counts: the unit of a chart of costs.
public enum CostQuantity: Sendable, Equatable, CaseIterable {
  /// Operations, a count.
  case flops
  case bytes
  /// Predicted from counts, never measured.
  case seconds

  /// Stands above the panel.
  var heading: String {
    switch self {
    case .flops: "FLOPs, counted"
    case .bytes: "bytes, counted"
    case .seconds: "time, predicted from counts"
    }
  }

  /// What a ratio is of.
  var ratioName: String {
    switch self {
    case .flops: "ratio of FLOPs"
    case .bytes: "ratio of bytes"
    case .seconds: "ratio of predicted times"
    }
  }

  /// `295.07 times the FLOPs of`, or `as many FLOPs as`, to be followed by a name.
  func times(_ factor: String) -> String {
    let isOne = factor == NumberText.factor(1)
    return switch self {
    case .flops: isOne ? "as many FLOPs as" : "\(factor) times the FLOPs of"
    case .bytes: isOne ? "as many bytes as" : "\(factor) times the bytes of"
    case .seconds: isOne ? "as long as" : "\(factor) times as long as"
    }
  }

  /// `fewer FLOPs than`, to be followed by a name.
  var lessThan: String {
    switch self {
    case .flops: "fewer FLOPs than"
    case .bytes: "fewer bytes than"
    case .seconds: "less time than"
    }
  }

  /// Whether the claims of a title need to be marked as a prediction.
  var qualifier: String { self == .seconds ? ", predicted" : "" }

  /// A value with its unit, for a sentence.
  func text(_ value: Double) -> String {
    switch self {
    case .flops: "\(NumberText.compact(value)) FLOPs"
    case .bytes: NumberText.bytes(value)
    case .seconds: NumberText.longDuration(seconds: value)
    }
  }

  /// The ticks of an axis over `range`.
  func ticks(in range: AxisRange, most: Int = 8) -> [Tick] {
    switch self {
    case .flops: Tick.decades(in: range, most: most, label: NumberText.compact)
    case .bytes: Tick.powersOfTwo(in: range, most: most, label: NumberText.bytes)
    case .seconds: Tick.decades(in: range, most: most, label: NumberText.longDuration(seconds:))
    }
  }

  /// The y axis that shows all `values`.
  func axis(spanning values: [Double]) -> Axis {
    let range = AxisRange(.log10, spanning: values)
    return Axis(label: "", range: range, ticks: ticks(in: range))
  }
}
