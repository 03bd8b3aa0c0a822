extension EndLabel {
  /// A rounding error must not make labels overlap that touch.
  private static let gap = 0.01

  /// The labels moved up and down, as little as needed, until none overlaps its neighbour and all
  /// lie between `top` and `bottom`.
  ///
  /// Where they can't all fit, they are set in smaller type.
  static func spread(_ labels: [EndLabel], top: Double, bottom: Double) -> [EndLabel] {
    var labels = labels.sorted { $0.position.y < $1.position.y }
    let needed = labels.reduce(0) { $0 + $1.height }
    let shrink = min(1, (bottom - top - gap * Double(labels.count)) / max(needed, 1))
    var floor = top
    for index in labels.indices {
      labels[index].size *= shrink
      let half = labels[index].height / 2
      labels[index].position.y = max(labels[index].position.y, floor + half)
      floor = labels[index].position.y + half + gap
    }
    var ceiling = bottom
    for index in labels.indices.reversed() {
      let half = labels[index].height / 2
      labels[index].position.y = min(labels[index].position.y, ceiling - half)
      ceiling = labels[index].position.y - half - gap
    }
    return balanced(labels, top: top, bottom: bottom)
  }

  /// Shifts each run of labels that touch so that they lie about evenly around their line ends.
  private static func balanced(_ labels: [EndLabel], top: Double, bottom: Double) -> [EndLabel] {
    var labels = labels
    var start = 0
    while start < labels.count {
      var end = start + 1
      while end < labels.count, labels[end].box.top - labels[end - 1].box.bottom < 0.5 { end += 1 }
      let run = start..<end
      let wish = run.reduce(0) { $0 + labels[$1].end.y - labels[$1].position.y } / Double(run.count)
      let above = start > 0 ? labels[start - 1].box.bottom : top
      let below = end < labels.count ? labels[end].box.top : bottom
      let mostUp = above + gap - labels[start].box.top
      let mostDown = max(mostUp, below - gap - labels[end - 1].box.bottom)
      let shift = min(max(wish, mostUp), mostDown)
      for index in run { labels[index].position.y += shift }
      start = end
    }
    return labels
  }
}

extension EndLabel {
  /// The labels of columns of points, each over its point at the height `y`, moved sideways until
  /// none overlaps its neighbour and all lie between `left` and `right`.
  static func headings(
    _ labels: [EndLabel], left: Double, right: Double, y: Double
  ) -> [EndLabel] {
    let gap = 14.0
    var labels = labels.sorted { $0.end.x < $1.end.x }
    var edge = left
    for index in labels.indices {
      labels[index].role = .columnOfPoints
      let wish = labels[index].end.x - labels[index].width / 2
      labels[index].position = Position(x: max(wish, edge), y: y)
      edge = labels[index].position.x + labels[index].width + gap
    }
    edge = right
    for index in labels.indices.reversed() {
      let wish = labels[index].position.x
      labels[index].position.x = min(wish, edge - labels[index].width)
      edge = labels[index].position.x - gap
    }
    return labels
  }
}
