extension PanelLayout {
  /// Adds the texts of the panel's edges and its callouts, one after the other, each at the best place that is left.
  ///
  /// None overlaps another label or leaves the panel; one for which no room is left isn't added.
  mutating func placeCallouts() {
    let callouts = panel.callouts.filter {
      panel.x.range.contains($0.x) && panel.y.range.contains($0.y) && !$0.text.isEmpty
    }
    var placed =
      panel.visibleMarks.filter { !$0.text.isEmpty }.map(label) + callouts.map(label)
    guard !placed.isEmpty else { return }
    var surroundings = Surroundings(panel, box: box)
    let fixed = labels.map(\.box)
    var isPlaced = Array(repeating: false, count: placed.count)
    // Every time around, the first ones can make way for what came after them.
    for index in repeatElement(placed.indices, count: 4).joined() {
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
    label(
      callout.text, hue: callout.hue,
      end: box.place(CurvePoint(x: callout.x, y: callout.y), in: panel))
  }

  private func label(_ mark: EdgeMark) -> EndLabel {
    label(mark.text, hue: mark.hue, end: mark.arrow(in: box, of: panel).start)
  }

  private func label(_ text: String, hue: Hue?, end: Position) -> EndLabel {
    let text = TextMetrics.shortened(
      text, width: min(Theme.widestCallout, box.width - 16), size: Theme.smallSize)
    return EndLabel(
      lines: [text], hue: hue, end: end, position: end, size: Theme.smallSize,
      role: .place)
  }
}
