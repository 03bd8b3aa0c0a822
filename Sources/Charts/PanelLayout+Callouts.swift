extension PanelLayout {
  /// Adds the panel's callouts, one after the other, each at the best place that is left.
  ///
  /// None overlaps another label or leaves the panel; one for which no room is left isn't added.
  mutating func placeCallouts() {
    let callouts = panel.callouts.filter {
      panel.x.range.contains($0.x) && panel.y.range.contains($0.y) && !$0.text.isEmpty
    }
    guard !callouts.isEmpty else { return }
    var surroundings = Surroundings(panel, box: box)
    let fixed = labels.map(\.box)
    var placed = callouts.map(label)
    var isPlaced = Array(repeating: false, count: placed.count)
    // A second time around, the first ones can make way for what came after them.
    for index in [Array(placed.indices), Array(placed.indices)].joined() {
      let others = placed.indices.filter { $0 != index && isPlaced[$0] }.map { placed[$0] }
      surroundings.labels = fixed + others.map(\.box)
      surroundings.leaders = others.map { ($0.end, $0.box.nearest(to: $0.end)) }
      guard let position = surroundings.bestPlace(of: placed[index]) else { continue }
      placed[index].position = position
      isPlaced[index] = true
    }
    labels += placed.indices.filter { isPlaced[$0] }.map { placed[$0] }
  }

  private func label(_ callout: Callout) -> EndLabel {
    let end = box.place(CurvePoint(x: callout.x, y: callout.y), in: panel)
    let text = TextMetrics.shortened(
      callout.text, width: min(Theme.widestCallout, box.width - 16), size: Theme.smallSize)
    return EndLabel(
      lines: [text], hue: callout.hue, end: end, position: end, size: Theme.smallSize,
      role: .place)
  }
}
