import Foundation
import Text

/// Which cells of a sweep are run, in how many rounds at most, and why the others aren't.
public struct SweepPlan: Codable, Equatable, Sendable {
  /// What is decided about a cell.
  public struct Entry: Codable, Equatable, Sendable {
    public let estimate: Estimate
    /// Rounds at most; 0 when the cell is skipped.
    public internal(set) var rounds: Int
    /// Why it is skipped.
    public internal(set) var reason: String?
    /// Seconds that its rounds and repetitions may take in all.
    public internal(set) var shareSeconds: Double

    public var isRun: Bool { rounds > 0 }

    private enum CodingKeys: String, CodingKey {
      case estimate, rounds, reason
      case shareSeconds = "share_seconds"
    }
  }

  /// What a sweep may spend.
  public struct Limits: Codable, Hashable, Sendable {
    /// Seconds in all.
    public var budget: Double
    public var memoryBytes: Int
    /// What the memory is a part of, where that isn't the machine's; such as `what the control group
    /// leaves`.
    public var memorySource: String?
    public var rounds: RoundLimits
    /// Seconds that starting a round's process takes.
    public var setupSeconds: Double
    /// Seconds of the budget that are spent when the first round starts.
    public var spentSeconds: Double

    public init(
      budget: Double, memoryBytes: Int, memorySource: String? = nil, rounds: RoundLimits,
      setupSeconds: Double = 0, spentSeconds: Double = 0
    ) {
      self.budget = budget
      self.memoryBytes = memoryBytes
      self.memorySource = memorySource
      self.rounds = rounds
      self.setupSeconds = setupSeconds
      self.spentSeconds = spentSeconds
    }

    private enum CodingKeys: String, CodingKey {
      case budget = "budget_seconds"
      case memoryBytes = "memory_limit_bytes"
      case memorySource = "memory_limit_source"
      case rounds
      case setupSeconds = "setup_seconds"
      case spentSeconds = "spent_seconds"
    }
  }

  /// Part of the budget that is planned; predictions can be wrong, and checks take time.
  private static let plannedShare = 0.9
  /// Part of it that is kept from cells not favoured, so that there is something to repeat with.
  private static let repetitionShare = 0.15
  /// Part of it that favoured architectures leave to the others.
  private static let othersShare = 0.3
  /// Part of it that starting processes may take beyond the fewest rounds.
  private static let setupShare = 0.1

  /// The smallest first.
  public private(set) var entries: [Entry]
  public let limits: Limits
  private let favoured: Set<String>

  /// Decides within the limits.
  ///
  /// A cell is run in the fewest rounds or not at all. Cells of `favoured` architectures get theirs
  /// before others, as far as a part of the budget that these are left allows, so that their line
  /// reaches the end of the sweep where it can; the smallest come first. What is left goes to more rounds: each cell gets an equal share of the time, and what
  /// small cells leave of theirs goes to the larger ones.
  public init(_ estimates: [Estimate], limits: Limits, favoured: Set<String>) {
    self.limits = limits
    self.favoured = favoured
    entries = estimates.sorted { $0.seconds < $1.seconds }.map {
      Entry(estimate: $0, rounds: 0, reason: nil, shareSeconds: 0)
    }
    let fewest = Double(limits.rounds.minimum)
    var left =
      limits.budget * Self.plannedShare - limits.spentSeconds - fewest * limits.setupSeconds
    let held = limits.rounds.precision == nil ? 0 : limits.budget * Self.repetitionShare
    let others =
      entries.allSatisfy { isFavoured($0) } ? 0 : limits.budget * Self.othersShare
    let order = entries.indices.sorted { a, b in
      let (first, second) = (isFavoured(entries[a]), isFavoured(entries[b]))
      return first == second ? a < b : first
    }
    for index in order {
      let estimate = entries[index].estimate
      let needed = fewest * estimate.visitSeconds
      let available = left - (isFavoured(entries[index]) ? max(held, others) : held)
      if let obstacle = estimate.obstacle {
        entries[index].reason = obstacle
      } else if estimate.bytes > limits.memoryBytes {
        entries[index].reason = Self.memoryReason(estimate, limits)
      } else if needed > available {
        entries[index].reason = timeReason(needing: needed, left: available)
      } else {
        entries[index].rounds = limits.rounds.minimum
        left -= needed
      }
    }
    shareOut(left)
  }

  /// Architectures whose time grows about in proportion to length, at the end of what is planned.
  public static func growingInProportion(among estimates: [Estimate]) -> Set<String> {
    let byArchitecture = Dictionary(grouping: estimates, by: \.cell.architecture)
    return Set(
      byArchitecture.filter { _, cells in
        let longest = cells.sorted { $0.positions < $1.positions }.suffix(2)
        guard let first = longest.first, let last = longest.last,
          first.positions < last.positions
        else { return true }
        let growth = log(last.seconds / first.seconds)
        return growth < mostExponent * log(Double(last.positions) / Double(first.positions))
      }.keys)
  }

  /// Of length, up to which time counts as in proportion: a scan by transforms takes n log n.
  private static let mostExponent = 1.15

  private mutating func shareOut(_ seconds: Double) {
    var left = seconds
    let more = limits.rounds.maximum - limits.rounds.minimum
    let affordable = limits.budget * Self.setupShare / max(limits.setupSeconds, 1e-9)
    let most = min(more, Int(min(affordable, 1e6)))
    left = max(0, left - Double(most) * limits.setupSeconds)
    var waiting = entries.indices.filter { entries[$0].isRun }
    let count = waiting.count
    while !waiting.isEmpty {
      let index = waiting.removeFirst()
      let cost = entries[index].estimate.visitSeconds
      let share = left / Double(waiting.count + 1)
      let extra = min(most, Int(min(share / max(cost, 1e-9), 1e6)))
      entries[index].rounds += extra
      left -= Double(extra) * cost
    }
    // What no round fits into any more is for disturbed blocks.
    for index in entries.indices where entries[index].isRun {
      entries[index].shareSeconds =
        Double(entries[index].rounds) * entries[index].estimate.visitSeconds
        + left / Double(count)
    }
  }

  /// Every planned cell of a round, by its place in `entries`, in the order of the visits.
  ///
  /// The first round goes from large to small, so that the time left is known from the start; the
  /// others are shuffled, so that slow drift of the machine's speed doesn't fall on the same cells
  /// each time. The order doesn't depend on which cells are done already.
  public func order(ofRound round: Int, using generator: inout some RandomNumberGenerator) -> [Int]
  {
    let all = Array(entries.indices.reversed())
    let order = round == 1 ? all : all.shuffled(using: &generator)
    return order.filter { entries[$0].rounds >= round }
  }

  /// Whether a cell gets its rounds before others.
  func isFavoured(_ entry: Entry) -> Bool { favoured.contains(entry.estimate.cell.architecture) }

  public var mostRounds: Int { entries.map(\.rounds).max() ?? 0 }

  /// Seconds that all planned rounds are expected to take at most.
  public var expectedSeconds: Double {
    limits.spentSeconds + Double(mostRounds) * limits.setupSeconds
      + entries.reduce(0) { $0 + Double($1.rounds) * $1.estimate.visitSeconds }
  }

  /// The most memory that any planned cell is expected to hold.
  public var expectedBytes: Int {
    entries.filter(\.isRun).map(\.estimate.bytes).max() ?? 0
  }

  /// Why a cell doesn't fit when so many seconds of the budget are left.
  func timeReason(needing seconds: Double, left: Double) -> String {
    let count = limits.rounds.minimum
    let rounds = Plural.text(count, "round")
    return "budget: \(rounds) of it would need \(Self.rounded(seconds)) s, "
      + "\(Self.rounded(max(0, left))) s are left of \(Self.rounded(limits.budget)) s"
  }

  private static func memoryReason(_ estimate: Estimate, _ limits: Limits) -> String {
    "memory: it is expected to need \(estimate.bytes >> 20) MiB, "
      + "the limit is \(limits.memoryBytes >> 20) MiB"
      + (limits.memorySource.map { ", of \($0)" } ?? "")
  }

  /// Whole seconds, or tenths below ten.
  static func rounded(_ seconds: Double) -> String {
    seconds < 9.95
      ? "\((seconds * 10).rounded() / 10)" : "\(Int(min(seconds.rounded(), 1e15)))"
  }
}
