import Glibc

extension Tick {
  /// Round steps from `origin` on, up and down, at most `most` of them in `range`.
  ///
  /// `label` is given the distance from the origin, free of rounding errors.
  static func steps(
    in range: AxisRange, from origin: Double = 0, most: Int = 8, label: (Double) -> String
  ) -> [Tick] {
    let least = (range.upper - range.lower) / Double(max(most, 1))
    guard least > 0, least.isFinite else { return [] }
    let power = pow(10, floor(log10(least)))
    let step = [1.0, 2, 5, 10].map { $0 * power }.first { $0 >= least } ?? 10 * power
    let first = ((range.lower - origin) / step).rounded(.up)
    let last = ((range.upper - origin) / step).rounded(.down)
    guard first <= last, abs(first) < 1e15, abs(last) < 1e15 else { return [] }
    return stride(from: first, through: last, by: 1).map { count in
      Tick(origin + count * step, label(count * step))
    }
  }

  /// Ticks of ratios, labelled as changes: −5 %, 0 %, +5 %.
  static func changes(in range: AxisRange, most: Int = 8) -> [Tick] {
    steps(in: range, from: 1, most: most) { NumberText.change(1 + $0, digits: nil) }
  }
}
