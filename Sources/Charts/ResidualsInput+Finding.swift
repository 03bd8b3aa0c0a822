extension ResidualsInput {
  /// Every point with a place on the axes.
  var usable: [MeasuredPoint] {
    architectures.flatMap { $0.fitted + $0.heldOut }.filter {
      Scale.log2.accepts($0.x) && Scale.log10.accepts($0.value)
    }
  }

  /// How far measured times lie from the laws, and where the furthest is.
  var finding: String {
    guard let furthest = usable.max(by: { Self.distance($0) < Self.distance($1) }) else {
      return "No law has been fitted yet"
    }
    let far = usable.filter { Self.distance($0) > ResidualsChart.guide }
    let guide = NumberText.significant(ResidualsChart.guide * 100)
    guard !far.isEmpty else {
      if usable.count == 1 {
        return "The measured time lies within "
          + "\(NumberText.decimal(Self.distance(furthest) * 100, places: 1)) % of its fitted law"
      }
      return "All \(usable.count) measured times lie within "
        + "\(NumberText.decimal(Self.distance(furthest) * 100, places: 1)) % of their fitted laws"
    }
    return "\(far.count) of \(usable.count) measured times \(far.count == 1 ? "lies" : "lie") more "
      + "than \(guide) % off \(far.count == 1 ? "its" : "their") "
      + "fitted \(far.count == 1 ? "law, by" : "laws, the furthest by") "
      + "\(NumberText.change(furthest.value)) at "
      + NumberText.positionCount(furthest.x)
  }

  private static func distance(_ point: MeasuredPoint) -> Double { abs(point.value - 1) }
}
