/// Which cells of a sweep are run, how often, and why the others aren't.
public struct SweepPlan: Sendable {
  /// What is expected of a cell.
  public struct Estimate: Sendable {
    public var cell: Cell
    public var usefulFlops: UInt128
    /// Seconds of one pass.
    public var seconds: Double
    /// Passes that a visit makes: a timed one, and an untimed one before it where that is cheap.
    public var passes: Int
    /// Resident memory at most.
    public var bytes: Int
    /// Seconds of one pass by the machine's stored roof; `nil` when there is none.
    public var rooflineSeconds: Double?
    /// Why the cell can't be run at all; `nil` when it can.
    public var obstacle: String?

    /// Seconds of a visit.
    public var visitSeconds: Double { Double(passes) * seconds }

    public init(
      cell: Cell, usefulFlops: UInt128, seconds: Double, passes: Int = 1, bytes: Int,
      rooflineSeconds: Double? = nil, obstacle: String? = nil
    ) {
      self.cell = cell
      self.usefulFlops = usefulFlops
      self.seconds = seconds
      self.passes = passes
      self.bytes = bytes
      self.rooflineSeconds = rooflineSeconds
      self.obstacle = obstacle
    }
  }

  public struct Entry: Sendable {
    public let estimate: Estimate
    public internal(set) var decision: Decision
  }

  public enum Decision: Equatable, Sendable {
    /// To be visited in this many rounds.
    case run(rounds: Int)
    case skip(reason: String)
  }

  /// What a sweep may spend.
  public struct Limits: Sendable {
    /// Seconds in all.
    public var budget: Double
    public var memoryBytes: Int
    /// Rounds at most for a cell.
    public var rounds: Int

    public init(budget: Double, memoryBytes: Int, rounds: Int) {
      self.budget = budget
      self.memoryBytes = memoryBytes
      self.rounds = rounds
    }
  }

  /// Part of the budget that first rounds of cells not favoured may take, with those before them.
  private static let firstRoundsShare = 0.8
  /// Part of it that all planned rounds may take; predictions can be wrong, and checks take time.
  private static let plannedShare = 0.92

  /// In the order of the first round: smallest first, so that each prediction is corrected by what
  /// was measured before a long one is started.
  public private(set) var entries: [Entry]
  public let limits: Limits
  private let favoured: Set<String>

  /// Decides within the limits.
  ///
  /// Cells of `favoured` architectures get their first round before others, so that their line
  /// reaches the end of the sweep where it can; the smallest come first.
  ///
  /// What is left goes to repetitions: each cell gets an equal share of the time, and what small
  /// cells leave of theirs goes to the larger ones.
  public init(_ estimates: [Estimate], limits: Limits, favoured: Set<String>) {
    self.limits = limits
    self.favoured = favoured
    entries = estimates.sorted { $0.seconds < $1.seconds }.map {
      Entry(estimate: $0, decision: .run(rounds: 1))
    }
    var left = limits.budget * Self.plannedShare
    let held = limits.budget * (Self.plannedShare - Self.firstRoundsShare)
    let order = entries.indices.sorted { a, b in
      let first = favoured.contains(entries[a].estimate.cell.architecture)
      let second = favoured.contains(entries[b].estimate.cell.architecture)
      return first == second ? a < b : first
    }
    for index in order {
      let estimate = entries[index].estimate
      if let obstacle = estimate.obstacle {
        entries[index].decision = .skip(reason: obstacle)
      } else if estimate.bytes > limits.memoryBytes {
        entries[index].decision = .skip(reason: Self.memoryReason(estimate, limits))
      } else if estimate.visitSeconds > left - (isFavoured(estimate.cell) ? 0 : held) {
        entries[index].decision = .skip(
          reason: Self.timeReason(
            expecting: estimate.seconds, left: left, of: limits.budget))
      } else {
        left -= estimate.visitSeconds
      }
    }
    shareOut(left)
  }

  private mutating func shareOut(_ seconds: Double) {
    var left = seconds
    var waiting = entries.indices.filter { entries[$0].rounds > 0 }
    while !waiting.isEmpty {
      let index = waiting.removeFirst()
      let cost = entries[index].estimate.visitSeconds
      let share = left / Double(waiting.count + 1)
      let extra = min(limits.rounds - 1, Int(min(share / max(cost, 1e-9), 1e6)))
      entries[index].decision = .run(rounds: 1 + extra)
      left -= Double(extra) * cost
    }
  }

  /// One visit to a cell, by its place in `entries`.
  public struct Visit: Hashable, Sendable {
    public let entry: Int
    public let round: Int
  }

  /// Every visit in order.
  ///
  /// The first round goes from small to large; the others are shuffled, so that slow drift of the
  /// machine's speed doesn't fall on the same cells each time.
  public func schedule(using generator: inout some RandomNumberGenerator) -> [Visit] {
    let most = entries.map(\.rounds).max() ?? 0
    return (0..<most).flatMap { index in
      let round = index + 1
      let visits = entries.indices.filter { entries[$0].rounds >= round }
        .map { Visit(entry: $0, round: round) }
      return round == 1 ? visits : visits.shuffled(using: &generator)
    }
  }

  /// Whether a cell's first round goes before those of others.
  func isFavoured(_ cell: Cell) -> Bool { favoured.contains(cell.architecture) }

  /// Seconds that all planned rounds are expected to take.
  public var expectedSeconds: Double {
    entries.reduce(0) { $0 + Double($1.rounds) * $1.estimate.visitSeconds }
  }

  /// The most memory that any planned cell is expected to hold.
  public var expectedBytes: Int {
    entries.filter { $0.rounds > 0 }.map(\.estimate.bytes).max() ?? 0
  }

  /// Why a cell doesn't fit when so many seconds of the budget are left.
  static func timeReason(expecting seconds: Double, left: Double, of budget: Double) -> String {
    "budget: one pass is expected to take \(rounded(seconds)) s, "
      + "\(rounded(max(0, left))) s are left of \(rounded(budget)) s"
  }

  private static func memoryReason(_ estimate: Estimate, _ limits: Limits) -> String {
    "memory: it is expected to need \(estimate.bytes >> 20) MiB, "
      + "the limit is \(limits.memoryBytes >> 20) MiB"
  }

  /// Whole seconds, or tenths below ten.
  private static func rounded(_ seconds: Double) -> String {
    seconds < 9.95
      ? "\((seconds * 10).rounded() / 10)" : "\(Int(min(seconds.rounded(), 1e15)))"
  }
}

extension SweepPlan.Entry {
  /// How many rounds the cell is visited in; 0 when it is skipped.
  public var rounds: Int {
    switch decision {
    case .run(let rounds): rounds
    case .skip: 0
    }
  }
}
