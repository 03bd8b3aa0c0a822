import Architectures

/// What a forward pass did: every kind of operation with its sizes, and how often.
///
/// A ledger holds no prices. A `Convention` turns it into FLOPs.
public struct Ledger: Equatable, Sendable {
  /// An operation and how often it was performed.
  public struct Entry: Equatable, Sendable {
    public let operation: Operation
    /// Into how many chunks of rows each performance is cut; each chunk reads the parameters anew.
    public let chunks: Int
    /// Whether it reads its parameters, which sequences that are packed together read once.
    public let readsParameters: Bool
    public var repetitions: UInt128
  }

  private struct Key: Hashable {
    let operation: Operation
    let chunks: Int
    let readsParameters: Bool
  }

  /// In order of first appearance; no operation stands twice with as many chunks.
  public private(set) var entries: [Entry] = []
  private var indices: [Key: Int] = [:]
  /// The largest number of elements that tensors of one sequence held at one time.
  public internal(set) var peakElements: UInt128 = 0
  /// The largest number of bytes of the same, with activations of 2 bytes and the residual stream of
  /// 4 (``Architectures/Linear/yieldsActivations``).
  public internal(set) var peakMixedBytes: UInt128 = 0
  /// Sequences that are processed side by side; entries are for one of them.
  public internal(set) var batch: UInt128 = 1
  /// Positions of one sequence that were processed.
  public internal(set) var positions: UInt128 = 0
  /// Positions of all sequences that are packed together, for one of the longest.
  public internal(set) var packing = 1.0
  /// What is trained in place of the weights; `nil` when all of them are.
  public internal(set) var adapters: LowRankAdapters?
  /// The model and its parameters, where the program was an architecture's.
  public internal(set) var model: ModelConfiguration?
  public internal(set) var parameters: ParameterCounts?

  public init() {}

  /// The ledger of operations that were performed one after the other, without their memory.
  public init(performing operations: some Sequence<Operation>) {
    for operation in operations { record(operation, times: 1) }
  }

  mutating func record(_ operation: Operation, inChunks chunks: Int = 1, times: UInt128) {
    record(
      Entry(operation: operation, chunks: chunks, readsParameters: true, repetitions: times))
  }

  mutating func record(_ entry: Entry) {
    guard entry.repetitions > 0 else { return }
    let key = Key(
      operation: entry.operation, chunks: entry.chunks, readsParameters: entry.readsParameters)
    if let index = indices[key] {
      entries[index].repetitions += entry.repetitions
    } else {
      indices[key] = entries.count
      entries.append(entry)
    }
  }

  mutating func removeEntries() {
    entries = []
    indices = [:]
  }

  /// The sum over sequences that are processed together, each as often as it is there.
  ///
  /// - Parameter sequences: The longest first; it reads the parameters, and what the others do at
  ///   the same time reads them with it.
  init(packing sequences: [(ledger: Ledger, count: Int)]) {
    guard let longest = sequences.first?.ledger else { return }
    self = longest
    positions = 0
    peakElements = 0
    peakMixedBytes = 0
    for (index, sequence) in sequences.enumerated() {
      let (part, count) = (sequence.ledger, UInt128(sequence.count))
      positions += part.positions * count
      peakElements += part.peakElements * count
      peakMixedBytes += part.peakMixedBytes * count
      for entry in part.entries {
        record(
          Entry(
            operation: entry.operation, chunks: entry.chunks, readsParameters: false,
            repetitions: entry.repetitions * (index == 0 ? count - 1 : count)))
      }
    }
    packing = positions.nearestDouble / longest.positions.nearestDouble
  }

  /// Adds what one decoded token does for a run of tokens, each of which sees one key more than the
  /// one before, and the run so many times.
  mutating func add(_ token: Ledger, tokens: Int, times: UInt128) {
    for entry in token.entries {
      if case .attention(let attention) = entry.operation {
        let run = Operation.Attention(
          queries: attention.queries, keys: attention.keys, pattern: attention.pattern,
          steps: tokens)
        record(.attention(run), times: entry.repetitions * times)
      } else {
        record(
          entry.operation, inChunks: entry.chunks,
          times: entry.repetitions * UInt128(tokens) * times)
      }
    }
    positions += UInt128(tokens) * times
    peakElements = max(peakElements, token.peakElements)
    peakMixedBytes = max(peakMixedBytes, token.peakMixedBytes)
    model = token.model
  }

  /// The ledger of `architecture` over the given number of positions.
  public init(of architecture: some Architecture, positions: Int) throws {
    try self.init(of: architecture, passes: [0..<positions], keepsCache: false)
  }

  /// The ledger of passes over stretches of positions, one after the other.
  ///
  /// - Parameter keepsCache: Whether later passes go on from what earlier ones kept; the first
  ///   range then may begin anywhere.
  public init(
    of architecture: some Architecture, passes: some Sequence<Range<Int>>, keepsCache: Bool
  ) throws {
    self = try CountingEngine.ledger(keepsCache: keepsCache) { engine in
      for positions in passes where !positions.isEmpty {
        try architecture.forward(positions, on: engine) { _, _ in }
        engine.finish(positions)
      }
    }
    model = architecture.model.configuration
  }

  /// How many steps must be performed one after the other: layers, times the segments that wait for
  /// each other.
  public var sequentialDepth: UInt128 {
    entries.reduce(0) { depth, entry in
      if entry.readsParameters, case .attention(let attention) = entry.operation {
        depth + entry.repetitions * UInt128(attention.steps)
      } else {
        depth
      }
    }
  }
}
