extension Series {
  /// The positions of all points, in order, drawable or not; of a band, its upper edge.
  var positions: [CurvePoint] {
    switch content {
    case .measured(let points, _): points.map { CurvePoint(x: $0.x, y: $0.value) }
    case .measuredInRows(let points): points.map { CurvePoint(x: $0.value, y: $0.y) }
    case .model(let points), .analytic(let points), .counted(let points), .samples(let points),
      .discarded(let points), .levels(let points):
      points
    case .published(let points): points.map { CurvePoint(x: $0.x, y: $0.y) }
    case .band(let points): points.map { CurvePoint(x: $0.x, y: $0.high) }
    }
  }

  /// Every y that the axis should have room for, intervals included.
  var heights: [Double] {
    switch content {
    case .measured(let points, _):
      points.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }
    case .band(let points): points.flatMap { [$0.low, $0.high] }
    default: positions.map(\.y)
    }
  }

  /// The ends of every interval.
  var bars: [(low: CurvePoint, high: CurvePoint)] {
    switch content {
    case .measured(let points, _):
      points.map { point in
        (
          CurvePoint(x: point.x, y: point.low ?? point.value),
          CurvePoint(x: point.x, y: point.high ?? point.value)
        )
      }
    case .measuredInRows(let points):
      points.map { point in
        (
          CurvePoint(x: point.low ?? point.value, y: point.y),
          CurvePoint(x: point.high ?? point.value, y: point.y)
        )
      }
    default: []
    }
  }

  /// Whether neighbouring points are connected.
  var isLine: Bool {
    switch content {
    case .measured(_, let joined): joined
    case .model, .analytic, .levels: true
    case .measuredInRows, .counted, .published, .samples, .discarded, .band: false
    }
  }
}
