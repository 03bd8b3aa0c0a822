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
    surroundings.labels = labels.map(\.box)
    for callout in callouts {
      let end = box.place(CurvePoint(x: callout.x, y: callout.y), in: panel)
      let text = TextMetrics.shortened(
        callout.text, width: min(Theme.widestCallout, box.width - 16), size: Theme.smallSize)
      var label = EndLabel(
        lines: [text], hue: callout.hue, end: end, position: end, size: Theme.smallSize)
      label.role = .place
      guard let position = surroundings.bestPlace(of: label) else { continue }
      label.position = position
      labels.append(label)
      surroundings.labels.append(label.box)
      surroundings.leaders.append((label.end, label.box.nearest(to: label.end)))
    }
  }
}
