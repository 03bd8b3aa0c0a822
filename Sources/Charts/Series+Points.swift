extension Series {
  /// The positions of all points, in order, drawable or not.
  var positions: [CurvePoint] {
    switch content {
    case .measured(let points, _): points.map { CurvePoint(x: $0.x, y: $0.value) }
    case .model(let points), .analytic(let points), .counted(let points): points
    case .published(let points): points.map { CurvePoint(x: $0.x, y: $0.y) }
    }
  }

  /// Every y that the axis should have room for, intervals included.
  var heights: [Double] {
    guard case .measured(let points, _) = content else { return positions.map(\.y) }
    return points.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }
  }

  /// The ends of every interval, below and above.
  var bars: [(low: CurvePoint, high: CurvePoint)] {
    guard case .measured(let points, _) = content else { return [] }
    return points.map { point in
      (
        CurvePoint(x: point.x, y: point.low ?? point.value),
        CurvePoint(x: point.x, y: point.high ?? point.value)
      )
    }
  }

  /// Whether neighbouring points are connected.
  var isLine: Bool {
    switch content {
    case .measured(_, let joined): joined
    case .model, .analytic: true
    case .counted, .published: false
    }
  }
}
