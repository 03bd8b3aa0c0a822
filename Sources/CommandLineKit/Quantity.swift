/// What the values of a column count, which decides how people read them.
public enum Quantity: Sendable, CaseIterable {
  case text
  /// Layers, positions, segments: always every digit, in groups of three.
  case count
  /// Floating-point operations.
  case flops
  /// Multiply-accumulate operations.
  case macs
  case bytes
  case seconds
  /// Floating-point operations in a second.
  case flopsPerSecond
  /// How many times one thing is another.
  case ratio
  /// A part of one: 0.132 is 13.2 %.
  case share
  /// A number without a unit of its own, such as a slope.
  case number
  case flag

  /// Whether values are compared by their digits and so end at the same edge.
  var isNumeric: Bool {
    switch self {
    case .text, .flag: false
    default: true
    }
  }

  /// What a bare number of the column is in; `nil` when it is a plain number or none.
  var unit: String? {
    switch self {
    case .text, .count, .number, .flag: nil
    case .flops: "FLOPs"
    case .macs: "MACs"
    case .bytes: "bytes"
    case .seconds: "s"
    case .flopsPerSecond: "FLOP/s"
    case .ratio: "×"
    case .share: "of 1"
    }
  }
}
