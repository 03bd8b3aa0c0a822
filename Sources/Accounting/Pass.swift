import Architectures

/// What is asked of a model: an architecture over some positions, for a batch, in a phase.
public struct Pass: Sendable {
  /// What the positions are for.
  public enum Phase: Hashable, Sendable {
    /// All positions at once.
    case prefill
    /// One position after the other, each with what came before in the cache.
    case decode
    /// Forward and backward pass over all positions.
    case training(Recomputation)
  }

  public let model: Transformer
  public var architecture: ArchitectureEntry
  public var options: ArchitectureEntry.Options
  /// Positions of one sequence that are processed.
  public var positions: Int
  /// Sequences that are processed side by side.
  public var batch: Int
  public var phase: Phase
  /// Positions that were processed before and are in the cache.
  public var cached: Int

  public init(
    _ model: Transformer, _ architecture: ArchitectureEntry,
    options: ArchitectureEntry.Options, positions: Int, batch: Int = 1,
    phase: Phase = .prefill, cached: Int = 0
  ) {
    self.model = model
    self.architecture = architecture
    self.options = options
    self.positions = positions
    self.batch = batch
    self.phase = phase
    self.cached = cached
  }

  /// The most positions that are decoded: the pairs of each are added up.
  public static let longestDecode = 1 << 20

  /// What is computed again in training; `nil` outside it.
  public var recomputation: Recomputation? {
    if case .training(let recomputation) = phase { recomputation } else { nil }
  }

  /// Where the positions stand in the sequence.
  public var range: Range<Int> { cached..<cached + positions }

  /// What the pass does.
  ///
  /// - Throws: ``PassError`` when the pass makes no sense or costs more than 128 bits can count,
  ///   `ArchitectureError` when the architecture can't go on from a cache.
  public func ledger(parameters: ParameterCounts? = nil) throws -> Ledger {
    try check()
    let architecture = architecture.make(model, options)
    var ledger =
      phase == .decode
      ? try decoded(by: architecture)
      : try Ledger(of: architecture, passes: [range], keepsCache: cached > 0)
    ledger.batch = UInt128(batch)
    ledger.parameters = parameters ?? ParameterCounts(model)
    return ledger
  }

  /// Tokens that are decoded one after the other and differ in nothing but how many keys they see.
  private struct Run {
    let first: Int
    let tokens: Int
    let times: Int
  }

  /// The whole range, or its segments: the one that was begun, the full ones, the last.
  private var runs: [Run] {
    guard let segment = self.architecture.segmentation(1, options)?.length else {
      return [Run(first: cached, tokens: positions, times: 1)]
    }
    let end = range.upperBound
    let begun = min(end, (cached + segment - 1) / segment * segment)
    let full = (end - begun) / segment
    let last = begun + full * segment
    return [
      Run(first: cached, tokens: begun - cached, times: 1),
      Run(first: begun, tokens: segment, times: full),
      Run(first: last, tokens: end - last, times: 1),
    ].filter { $0.tokens > 0 && $0.times > 0 }
  }

  /// Token by token; a token of each run is read and stands for all of them.
  private func decoded(by architecture: some Architecture) throws -> Ledger {
    guard options.mask == .causal else { throw ArchitectureError.bidirectional }
    var ledger = Ledger()
    for run in runs {
      let token = try Ledger(
        of: architecture, passes: [run.first..<run.first + 1], keepsCache: true)
      ledger.add(token, tokens: run.tokens, times: UInt128(run.times))
    }
    return ledger
  }

  /// The most positions of a sequence, what is in the cache included.
  public static let longestSequence = 1_000_000_000_000_000

  private func check() throws {
    try checkSizes()
    if phase == .decode, positions > Self.longestDecode {
      throw PassError(
        "decoding is counted up to \(Self.longestDecode) tokens; \(positions) are too many")
    }
    if recomputation != nil, cached > 0 {
      throw PassError("training has no cache to go on from")
    }
    guard boundOfAmounts * Double(batch) < Self.largestCount else {
      throw PassError(
        "so many positions of so large a model cost more than 10^38 FLOPs, which is beyond what "
          + "is counted; take fewer")
    }
  }

  private func checkSizes() throws {
    guard positions > 0, batch > 0, cached >= 0 else {
      throw PassError(
        "\(positions) positions in a batch of \(batch) after \(cached) make no pass; at least one "
          + "position of one sequence has to be processed")
    }
    guard options.memory.segmentLength > 0, options.memory.slots >= 0 else {
      throw PassError(
        "a segment of \(options.memory.segmentLength) positions with \(options.memory.slots) of "
          + "memory can't be processed; it has at least one position")
    }
    let (length, overflows) = cached.addingReportingOverflow(positions)
    guard !overflows, length <= Self.longestSequence else {
      throw PassError("sequences are counted up to \(Self.longestSequence) positions; take fewer")
    }
  }

  /// A bound on the multiply-adds and elements of one sequence.
  private var boundOfAmounts: Double {
    let configuration = model.configuration
    let length = Double(cached) + Double(positions)
    let width =
      Double(configuration.hidden + configuration.queryWidth + configuration.embeddingWidth)
    let pairs = length * length * Double(configuration.queryWidth + configuration.heads)
    let experts = Double(configuration.experts?.active ?? 1)
    let inner = 4 * experts * Double(configuration.feedForward)
    let products = width * (4 * width + inner + Double(configuration.experts?.count ?? 0))
    let perLayer = 4 * pairs + length * products
    let tables =
      Double(configuration.vocabulary) + Double(configuration.maximumPositions)
      + Double(configuration.tokenTypes)
    return Double(configuration.layers + 1) * perLayer + length * width * tables
  }

  /// What the bound may reach: 2^128, less prices, passes, doubled pairs and halves of FLOPs.
  ///
  /// The dearest is a score at 10 in four passes, 40 a pair and head of which the bound has 4, and
  /// tiles of 6 queries of which one is used.
  private static let largestCount = 3.4e38 / 64
}

/// Why a pass can't be counted, in a sentence for the user.
public struct PassError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
