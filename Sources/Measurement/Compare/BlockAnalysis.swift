import Statistics

/// What blocks say about each cell, and what their control says about the machine.
struct BlockAnalysis {
  /// The name of the control, which is one for the whole run.
  ///
  /// One for each of many cells would fail by chance in one run or another.
  static let controlName = "A/A"
  /// "Unchanged" is also a claim, and looked for several times: its interval is a wider one, so that
  /// a change as large as the band isn't taken for none.
  static let confidenceOfNoChange = 0.998

  let run: ComparisonRun
  private let judgements: [String: Judgement]
  private let pairs: [String: [Double]]
  private let floor: NoiseBand

  /// - Parameters:
  ///   - cells: The cells that are judged, and that Holm's correction is over; all when `nil`.
  ///   - isControlled: Whether a control that fails leaves no verdict.
  init(
    _ blocks: [ComparisonBlock], cells: [String]? = nil, floor: NoiseBand,
    isControlled: Bool = true
  ) {
    self.floor = floor
    let names = cells ?? Self.cells(of: blocks)
    let pairs = Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, blocks.compactMap { $0.logRatio(of: name) })
      })
    self.pairs = pairs
    run = ComparisonRun(
      cells: names.compactMap { name in
        Comparison(pairs: pairs[name] ?? []).map { ComparisonRun.Cell(name: name, comparison: $0) }
      },
      controls: isControlled ? Self.controls(of: blocks) : [], floor: floor)
    judgements = Dictionary(
      zip(run.cells.map(\.name), run.judgements), uniquingKeysWith: { first, _ in first })
  }

  /// All cells of both sides, in order of first appearance.
  static func cells(of blocks: [ComparisonBlock]) -> [String] {
    var seen: Set<String> = []
    return blocks.flatMap { $0.rounds.flatMap(\.output.cells) }.filter { seen.insert($0).inserted }
  }

  /// A against itself: in each block the median over the cells, since what disturbs the machine
  /// disturbs them all.
  static func control(of blocks: [ComparisonBlock]) -> Comparison? {
    let cells = cells(of: blocks)
    return Comparison(
      pairs: blocks.compactMap { block in
        let values = cells.compactMap { block.control(of: $0) }
        return values.isEmpty ? nil : Median.of(values)
      })
  }

  /// The control, where it has an interval: of few blocks it says nothing against the machine.
  private static func controls(of blocks: [ComparisonBlock]) -> [ComparisonRun.Cell] {
    guard let control = control(of: blocks), control.interval != nil else { return [] }
    return [ComparisonRun.Cell(name: controlName, comparison: control)]
  }

  func judgement(of cell: String) -> Judgement? { judgements[cell] }

  /// The verdict, with no change only where the wider interval is inside the narrowest band too.
  func verdict(of cell: String) -> Verdict {
    guard let verdict = judgement(of: cell)?.verdict else { return .inconclusive }
    return verdict == .unchanged && !isSurelyUnchanged(cell) ? .inconclusive : verdict
  }

  private func isSurelyUnchanged(_ cell: String) -> Bool {
    let interval = pairs[cell].flatMap {
      Median.interval(of: $0, confidence: Self.confidenceOfNoChange)
    }
    return interval?.lies(within: floor.interval) ?? false
  }

  /// Cells found to have changed, which a rerun has to confirm.
  var suspects: [String] { run.cells.map(\.name).filter { verdict(of: $0).isChange } }

  /// Whether more blocks would find out nothing.
  var isDecided: Bool { run.cells.allSatisfy { verdict(of: $0.name) != .inconclusive } }
}
