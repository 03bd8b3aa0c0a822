/// The points of a comparison: a series per candidate, and none hidden by another.
struct CostComparisonColumns {
  private let input: CostComparisonInput
  /// The rows with something to draw.
  let rows: [CostComparisonInput.Row]
  /// The candidates that are drawn, as indices into the input's.
  private let drawn: [Int]
  private(set) var notes: [String] = []

  private static let mostCandidates = Hue.allCases.count
  private static let mostRows = 40

  init(_ input: CostComparisonInput) {
    self.input = input
    let counted = input.rows.filter { !input.values(in: $0).isEmpty }
    rows = Array(counted.prefix(Self.mostRows))
    if counted.count > Self.mostRows {
      let left = counted.count - Self.mostRows
      notes.append("\(left) more \(left == 1 ? "convention is" : "conventions are") not drawn.")
    }
    let candidates = input.candidates
    guard candidates.count > Self.mostCandidates else {
      drawn = Array(candidates.indices)
      return
    }
    let each = Self.mostCandidates / 2
    let first = rows.first
    let ranked = candidates.indices.map { index in
      (index: index, value: first.flatMap { input.value(index, in: $0) } ?? 0)
    }
    .sorted { $0.value < $1.value }.map(\.index)
    drawn = (ranked.prefix(each) + ranked.suffix(each)).sorted()
    notes.append(
      "Of \(candidates.count) candidates only the \(each) cheapest and the \(each) dearest under "
        + "the first convention are drawn.")
  }

  /// Whether the candidates' names fit side by side above the first row.
  var labelsFit: Bool {
    let names = drawn.map { TextMetrics.width(input.candidates[$0], size: Theme.labelSize) + 14 }
    return names.reduce(0, +) < 480
  }

  /// The candidates' markers, for where their names don't fit.
  var key: [KeyEntry] {
    let looks = looks
    return drawn.map { index in
      let name = TextMetrics.shortened(
        input.candidates[index], width: 240, size: Theme.smallSize)
      return KeyEntry(.counted, name, looks[input.candidates[index]])
    }
  }

  /// A series per candidate; points that would lie on one another are set apart within their row.
  func series(on range: AxisRange) -> [Series] {
    let moves = rows.map { shifts(in: $0, on: range) }
    let looks = looks
    return drawn.map { index in
      let points = rows.indices.compactMap { row in
        input.value(index, in: rows[row]).map { value in
          CurvePoint(x: value, y: Double(rows.count - row) + (moves[row][index] ?? 0))
        }
      }
      return Series(
        .counted(points), looks[input.candidates[index]],
        label: labelsFit ? [input.candidates[index]] : [])
    }
  }

  /// How far each candidate's point is moved up, in rows, where neighbours would overlap.
  private func shifts(in row: CostComparisonInput.Row, on range: AxisRange) -> [Int: Double] {
    let places = drawn.compactMap { index in
      input.value(index, in: row).map { (index: index, place: range.fraction(of: $0)) }
    }
    .sorted { ($0.place, $0.index) < ($1.place, $1.index) }
    var shifts: [Int: Double] = [:]
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, places[end].place - places[end - 1].place < 0.02 { end += 1 }
      let step = min(0.4, 0.7 / Double(max(end - start - 1, 1)))
      for index in start..<end {
        shifts[places[index].index] = step * (Double(start + end - 1) / 2 - Double(index))
      }
      start = end
    }
    return shifts
  }

  private var looks: ArchitectureLooks { input.looks ?? ArchitectureLooks(input.candidates) }
}
