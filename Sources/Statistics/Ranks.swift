/// The ranks of a sample, equal values sharing the mean of theirs.
struct Ranks {
  /// From 1, in the sample's order.
  let values: [Double]
  /// Σ (t³ - t) over groups of t equal values, by which ties lower a rank sum's variance.
  let tieTerm: Double

  var hasTies: Bool { tieTerm > 0 }

  /// O(n log n).
  init(of sample: [Double]) {
    let order = sample.indices.sorted { sample[$0] < sample[$1] }
    var values = [Double](repeating: 0, count: sample.count)
    var tieTerm = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, sample[order[end]] == sample[order[start]] { end += 1 }
      // Ranks start + 1 ... end.
      for place in start..<end { values[order[place]] = Double(start + 1 + end) / 2 }
      let size = Double(end - start)
      tieTerm += size * size * size - size
      start = end
    }
    self.values = values
    self.tieTerm = tieTerm
  }
}
