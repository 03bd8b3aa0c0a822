/// How far a plan has come, by its samples alone: the same after an interruption as without one.
public struct SweepState: Sendable {
  /// What a cell's samples say.
  struct CellState: Sendable {
    /// The samples that count, by round.
    var kept: [Int: Sample] = [:]
    /// A line that is there twice is one discard.
    var discarded: Set<Sample> = []
    /// Seconds of all its visits.
    var spentSeconds = 0.0
    /// A failure or the reason for giving it up; it isn't visited again.
    var end: Sample?

    /// Of the rounds before one, in order.
    func samples(before round: Int = .max) -> [Sample] {
      kept.filter { $0.key < round }.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  public let plan: SweepPlan
  private(set) var cells: [CellState]
  private let places: [CellName: Int]

  public init(_ plan: SweepPlan, samples: [Sample] = []) {
    self.plan = plan
    cells = plan.entries.map { _ in CellState() }
    places = Dictionary(
      plan.entries.enumerated().map { ($0.element.estimate.cell, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for sample in samples { take(sample) }
  }

  /// A cell's place in the plan; `nil` when it isn't there.
  public func place(of cell: CellName) -> Int? { places[cell] }

  /// The place of a sample's cell; `nil` when the plan has none of its name that is the same.
  func place(of sample: Sample) -> Int? {
    place(of: sample.cell).flatMap {
      plan.entries[$0].estimate.digest == sample.digest ? $0 : nil
    }
  }

  /// Whether a sample is of this plan, and its cell's first to count in its round.
  public func isNew(_ sample: Sample) -> Bool {
    guard let place = place(of: sample), plan.entries[place].rounds >= sample.round else {
      return false
    }
    switch sample.status {
    case .discarded: return !cells[place].discarded.contains(sample)
    case .measured: return cells[place].kept[sample.round] == nil
    case .failed, .skipped: return cells[place].end == nil
    }
  }

  /// Takes a sample in; one that isn't new changes nothing.
  public mutating func take(_ sample: Sample) {
    guard isNew(sample), let place = place(of: sample) else { return }
    cells[place].spentSeconds += sample.visitSeconds ?? 0
    switch sample.status {
    case .measured: cells[place].kept[sample.round] = sample
    case .discarded: cells[place].discarded.insert(sample)
    case .failed, .skipped: cells[place].end = sample
    }
  }

  /// How many cells of a round have been visited.
  func visited(inRound round: Int) -> Int {
    cells.filter { $0.kept[round] != nil || $0.end?.round == round }.count
  }
}
