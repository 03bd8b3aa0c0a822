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
}
