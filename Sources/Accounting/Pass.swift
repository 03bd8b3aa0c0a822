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

  public var model: Transformer
  public var architecture: ArchitectureEntry
  public var options: ArchitectureEntry.Options
  /// Positions of one sequence that are processed.
  public var positions: Int
  /// Positions of further sequences that are packed together with it, none of them longer.
  public private(set) var packed: [Int] = []
  /// Sequences, or packs of them, that are processed side by side.
  public var batch: Int
  public var phase: Phase
  /// Positions that were processed before and are in the cache.
  public var cached: Int
  /// What training trains in place of the weights; `nil` for all of them.
  public var adapters: LowRankAdapters?

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

  /// The same with sequences of these lengths packed together, each of which sees itself alone.
  public func packing(_ lengths: [Int]) -> Pass {
    let sorted = lengths.sorted(by: >)
    guard let longest = sorted.first else { return self }
    var pass = self
    pass.positions = longest
    pass.packed = Array(sorted.dropFirst())
    return pass
  }

  /// Positions of all sequences of a pack.
  public var packedPositions: Int { packed.reduce(positions, +) }

  /// A pass for each length of a pack, the longest first, and how many sequences have it.
  var sequences: [(pass: Pass, count: Int)] {
    guard !packed.isEmpty else { return [(self, 1)] }
    var sequences: [(pass: Pass, count: Int)] = []
    for length in [positions] + packed {
      if let last = sequences.indices.last, sequences[last].pass.positions == length {
        sequences[last].count += 1
      } else {
        var pass = self
        (pass.positions, pass.packed) = (length, [])
        sequences.append((pass, 1))
      }
    }
    return sequences
  }

  /// The most positions that are decoded: the pairs of each are added up.
  public static let longestDecode = 1 << 20

  /// What is computed again in training; `nil` outside it.
  public var recomputation: Recomputation? {
    if case .training(let recomputation) = phase { recomputation } else { nil }
  }

  /// What processes the positions.
  public var program: any Architecture {
    var options = options
    options.length = options.length ?? cached + positions
    return architecture.make(model, options)
  }

  /// Where the positions stand in the sequence.
  public var range: Range<Int> { cached..<cached + positions }

  /// What the pass does.
  ///
  /// - Throws: ``PassError`` when the pass makes no sense or costs more than 128 bits can count,
  ///   `ArchitectureError` when the architecture can't go on from a cache.
  public func ledger(parameters: ParameterCounts? = nil) throws -> Ledger {
    try check()
    guard packed.isEmpty else {
      return Ledger(
        packing: try sequences.map { (try $0.pass.ledger(parameters: parameters), $0.count) })
    }
    let program = program
    var ledger =
      phase == .decode
      ? try decoded(by: program)
      : try Ledger(of: program, passes: [range], keepsCache: cached > 0)
    ledger.batch = UInt128(batch)
    ledger.parameters = parameters ?? ParameterCounts(program)
    guard let adapters, recomputation != nil else { return ledger }
    return ledger.adapted(by: adapters, in: model.configuration)
  }
}
