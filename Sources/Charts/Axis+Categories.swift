extension Axis {
  /// A y axis of named rows, the first at the top, each with an optional text at the right end.
  ///
  /// Row i of n lies at n - i; one more row is left free below the last, and one above the first for
  /// the labels of the columns of points. `secondLabel` stands above the texts at the right.
  static func categories(
    _ names: [String], trailing: [String?] = [], secondLabel: String? = nil
  ) -> Axis {
    let count = names.count
    let ticks = names.enumerated().map { index, name in
      Tick(
        Double(count - index), name,
        second: trailing.indices.contains(index) ? trailing[index] : nil)
    }
    var axis = Axis(
      label: "", secondLabel: secondLabel,
      range: AxisRange(.linear, spanning: [0, Double(count + 1)], margin: 0), ticks: ticks)
    axis.isCategorical = true
    return axis
  }
}
