/// A light grey stripe behind everything else: where differences mean nothing.
public enum Shade: Sendable, Equatable {
  /// From one x to another, over the whole height.
  case upwards(from: Double, to: Double)
  /// From one y to another, over the whole width.
  case across(from: Double, to: Double)

  /// The corners of the part that lies within both axes; none where nothing does.
  func corners(x: AxisRange, y: AxisRange) -> [[Double]] {
    var left = x.lower
    var right = x.upper
    var bottom = y.lower
    var top = y.upper
    switch self {
    case .upwards(let from, let to): (left, right) = (max(left, from), min(right, to))
    case .across(let from, let to): (bottom, top) = (max(bottom, from), min(top, to))
    }
    guard left < right, bottom < top else { return [] }
    return [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
  }
}
