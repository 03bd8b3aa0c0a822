/// What came of one try at a cell in one round: a line of `samples.jsonl` and of `bench round`.
public struct Sample: Equatable, Sendable {
  /// The version of the format.
  public static let schema = RunConfiguration.schema

  public enum Status: String, CaseIterable, Sendable {
    /// It counts.
    case measured
    /// It was disturbed and measured again: it doesn't count.
    case discarded
    /// The cell can't be measured, or its result is wrong.
    case failed
    /// The time was too short to go on with the cell.
    case skipped
  }

  public var cell: CellName
  /// ``Cell/digest`` of the cell.
  public var digest: String
  /// From 1.
  public var round: Int
  /// How many cells had been visited before it in this round.
  public var order: Int
  /// From 1: how often the block has been measured in this visit.
  public var attempt: Int
  public var status: Status
  /// Why it doesn't count, or by what a sample that counts was disturbed.
  public var reason: String?
  /// Seconds of one pass: the block's divided by its passes.
  public var seconds: Double?
  /// How many passes the block was made of.
  public var passes: Int?
  /// Whether it counts although every try was disturbed.
  public var isDisturbed: Bool
  /// The most memory the process held while the cell ran.
  public var residentBytes: Int?
  /// The largest error of the cell's kernels on a small shape; `nil` where it wasn't checked again.
  public var checkedError: Double?
  /// Operations that had no kernel and were put in simpler ones, with commas between; `nil` for none.
  public var lowered: String?
  public var sentinels: Sentinels?
  /// Seconds of the whole try: warm-up and sentinels with it, the check without.
  public var visitSeconds: Double?
  /// Seconds of the budget that were spent when the sample was stored; `nil` outside of a sweep.
  public var spentSeconds: Double?

  public init(
    cell: CellName, digest: String, round: Int, order: Int = 0, attempt: Int = 1, status: Status,
    reason: String? = nil, seconds: Double? = nil, passes: Int? = nil, isDisturbed: Bool = false,
    residentBytes: Int? = nil, checkedError: Double? = nil, lowered: String? = nil,
    sentinels: Sentinels? = nil, visitSeconds: Double? = nil, spentSeconds: Double? = nil
  ) {
    self.cell = cell
    self.digest = digest
    self.round = round
    self.order = order
    self.attempt = attempt
    self.status = status
    self.reason = reason
    self.seconds = seconds
    self.passes = passes
    self.isDisturbed = isDisturbed
    self.residentBytes = residentBytes
    self.checkedError = checkedError
    self.lowered = lowered
    self.sentinels = sentinels
    self.visitSeconds = visitSeconds
    self.spentSeconds = spentSeconds
  }

  /// What is wrong with a sample that was read, in a few words; `nil` when it makes sense.
  var problem: String? {
    guard round >= 1, order >= 0, attempt >= 1 else { return "its round or place is none" }
    let times = [seconds, visitSeconds, spentSeconds].compactMap(\.self)
    guard times.allSatisfy({ $0.isFinite && $0 >= 0 && $0 < 1e9 }) else {
      return "a time of it is none"
    }
    if status == .measured {
      guard let seconds, seconds > 0 else { return "it has no time above 0" }
    }
    guard 0...Self.mostBytes ~= residentBytes ?? 0, passes ?? 1 >= 1 else {
      return "a count of it is none"
    }
    guard 0...1 ~= checkedError ?? 0 else { return "its error is none that a check lets pass" }
    if status == .measured, let seconds, let visitSeconds,
      seconds * Double(passes ?? 1) > visitSeconds * Self.clockTolerance
    {
      return "its passes took longer than the visit that they are a part of"
    }
    return sentinels?.problem
  }

  /// More memory than a machine has.
  private static let mostBytes = 1 << 50
  /// Two readings of a clock around each other differ by as little.
  private static let clockTolerance = 1.001
}

extension Sample: Hashable {
  /// Of what tells samples of a cell apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(round)
    hasher.combine(attempt)
    hasher.combine(seconds)
    hasher.combine(spentSeconds)
  }
}

extension Sentinels {
  /// What is wrong with sentinels that were read, in a few words; `nil` when they make sense.
  fileprivate var problem: String? {
    let shares = [stealShare, pressureShare].compactMap(\.self)
    let times = [calibrationBeforeSeconds, calibrationAfterSeconds, calibrationFastestSeconds]
    let flops = calibrationFlops ?? 1
    let isPlausible =
      shares.allSatisfy { $0 >= 0 && $0 < 1e6 } && involuntarySwitches ?? 0 >= 0
      && 0..<1e9 ~= systemSeconds ?? 0 && pageFaults ?? 0 >= 0
      && times.allSatisfy { $0 > 0 && $0 < 1e6 } && flops > 0 && flops.isFinite
    return isPlausible ? nil : "what it says of the machine around it can't be"
  }
}
