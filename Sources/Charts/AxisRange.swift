/// The part of a scale that an axis shows; never empty, and never beyond what the scale accepts.
public struct AxisRange: Sendable, Equatable {
  public let scale: Scale
  public let lower: Double
  public let upper: Double

  /// The range that shows all `values` with some air around them.
  ///
  /// Values without a place on the scale are passed over. Equal values, one value and no value at
  /// all give a range too: gnuplot has none to offer there.
  public init(_ scale: Scale, spanning values: [Double], margin: Double = 0.05) {
    let limit = Self.greatestLength(scale)
    let lengths = values.filter(scale.accepts).map { min(max(scale.length(of: $0), -limit), limit) }
    let low = lengths.min() ?? 0
    let high = lengths.max() ?? low
    let span = max(high - low, Self.leastSpan(scale, around: low))
    let middle = (low + high) / 2
    let reach = span * (0.5 + margin)
    self.scale = scale
    self.lower = scale.value(at: min(max(middle - reach, -limit), limit * 0.99))
    self.upper = scale.value(at: max(min(middle + reach, limit), -limit * 0.99))
  }

  /// Four times on a log2 axis, six times on a log10 axis, a tenth of the value on a linear one; of
  /// the least values a tenth would be nothing.
  private static func leastSpan(_ scale: Scale, around length: Double) -> Double {
    switch scale {
    case .linear: abs(length) < 1e-250 ? 1 : abs(length) * 0.1
    case .log2: 2
    case .log10: 0.8
    }
  }

  /// Beyond this length, gnuplot's own arithmetic overflows.
  private static func greatestLength(_ scale: Scale) -> Double {
    switch scale {
    case .linear: 1e290
    case .log2: 960
    case .log10: 290
    }
  }

  /// Whether `value` lies on the axis.
  public func contains(_ value: Double) -> Bool {
    scale.accepts(value) && value >= lower && value <= upper
  }

  /// `value`, or the end of the axis that it lies beyond.
  func nearest(to value: Double) -> Double { min(max(value, lower), upper) }

  /// The value that lies at a fraction of the axis; the inverse of `fraction(of:)`.
  func value(at fraction: Double) -> Double {
    let low = scale.length(of: lower)
    return scale.value(at: low + fraction * (scale.length(of: upper) - low))
  }

  /// Where `value` lies: 0 at the lower end, 1 at the upper.
  ///
  /// The scale must accept it.
  func fraction(of value: Double) -> Double {
    let low = scale.length(of: lower)
    return (scale.length(of: value) - low) / (scale.length(of: upper) - low)
  }
}
