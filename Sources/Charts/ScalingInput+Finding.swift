extension ScalingInput {
  /// The finding, as far as measurements carry it: the baseline's ratio to each other at the greatest
  /// length that all who have one were measured at.
  ///
  /// A ratio without an interval, from single rounds, makes no headline while another has one.
  /// `comparison` is what the ratio is of: "takes … as long as".
  func finding(takes verb: String, times comparison: String) -> String {
    let ratios = ratiosAtGreatestLength
    guard let first = ratios.first else { return reach }
    let place = "At \(NumberText.positionCount(first.ratio.x)) \(baseline.title) \(verb) "
    guard ratios.count > 1 else {
      return place + "\(Self.times(first.ratio))\(comparison) \(first.title), measured"
    }
    let sorted = ratios.sorted { $0.ratio.value < $1.ratio.value }
    let ends = [sorted[0], sorted[sorted.count - 1]]
    let texts = ends.map { end in
      NumberText.resolved(end.ratio.value, low: end.ratio.low, high: end.ratio.high)
    }
    let range =
      texts[0] == texts[1]
      ? texts[0] : "\(texts[0]) (\(ends[0].title)) to \(texts[1]) (\(ends[1].title))"
    let others = ratios.count == others.count ? "the others" : "those measured there"
    return place + "\(range) times \(comparison) \(others), measured"
  }

  private typealias TitledRatio = (title: String, ratio: MeasuredPoint)

  /// At the greatest length that all with a ratio have in common, else that any has.
  private var ratiosAtGreatestLength: [TitledRatio] {
    let all = others.map { other -> (title: String, ratios: [MeasuredPoint]) in
      let usable = ratios(to: other).filter { $0.value.isFinite && $0.value > 0 }
      let repeated = usable.filter { $0.low != nil && $0.high != nil }
      return (other.series.title, repeated.isEmpty ? usable : repeated)
    }.filter { !$0.ratios.isEmpty }
    let lengths = all.map { Set($0.ratios.map(\.x)) }
    guard let first = lengths.first else { return [] }
    let common = lengths.dropFirst().reduce(first) { $0.intersection($1) }.max()
    guard let length = common ?? lengths.compactMap({ $0.max() }).max() else { return [] }
    return all.compactMap { other in
      other.ratios.last { $0.x == length }.map { (other.title, $0) }
    }
  }

  /// `3.92 times `, to be followed by `as`; nothing of what is equal, and a word where the interval
  /// can't tell which is more.
  private static func times(_ ratio: MeasuredPoint) -> String {
    if let low = ratio.low, let high = ratio.high, low < 1, high > 1 { return "about " }
    let text = NumberText.resolved(ratio.value, low: ratio.low, high: ratio.high)
    return Double(text) == 1 ? "" : "\(text) times "
  }

  /// How far each was measured, where there is no ratio.
  private var reach: String {
    let furthest = architectures.map { architecture in
      (
        title: architecture.title,
        length: architecture.measured.filter(\.value.isFinite).map(\.x).max()
      )
    }
    let measured = furthest.compactMap { one in one.length.map { (one.title, $0) } }
    guard let first = measured.first else { return "No cell has been measured yet" }
    func upTo(_ length: Double) -> String { "up to \(NumberText.positionCount(length))" }
    guard furthest.count <= 3 else {
      let (title, length) = measured.max { $0.1 < $1.1 } ?? first
      return "\(measured.count) of \(furthest.count) architectures were measured, \(title) the "
        + "furthest, \(upTo(length))"
    }
    let rest =
      measured.dropFirst().map { "\($0.0) \(upTo($0.1))" }
      + furthest.filter { $0.length == nil }.map { "\($0.title) not at all" }
    let text = ["\(first.0) was measured \(upTo(first.1))"] + rest
    return text.joined(separator: ", ").capitalizedAtFirst
  }
}

extension String {
  /// The same as the beginning of a sentence.
  fileprivate var capitalizedAtFirst: String { prefix(1).uppercased() + dropFirst() }
}
