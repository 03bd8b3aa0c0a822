import Architectures
import Operations

/// What a forward pass did: every kind of operation with its sizes, and how often.
///
/// A ledger holds no prices. A `Convention` turns it into FLOPs.
public struct Ledger: Equatable, Sendable {
  /// An operation on inputs, and how often it was performed.
  public struct Entry: Equatable, Sendable {
    /// What was performed, on what: entries that agree in it are one.
    final class Subject: Equatable, Sendable {
      let operation: any Operation
      let inputs: [Operand]
      let results: [Shape]
      let chunks: Int
      let readsParameters: Bool
      /// The pairs that charges may be for.
      let pairs: AttendedPairs?

      init(
        _ operation: any Operation, on inputs: [Operand], results: [Shape], inChunks chunks: Int,
        readsParameters: Bool = true
      ) {
        self.operation = operation
        self.inputs = inputs
        self.results = results
        self.chunks = chunks
        self.readsParameters = readsParameters
        pairs = operation.pairs(on: inputs)
      }

      static func == (left: Subject, right: Subject) -> Bool {
        left.operation.isSame(as: right.operation) && left.inputs == right.inputs
          && left.chunks == right.chunks && left.readsParameters == right.readsParameters
      }

      /// Of kind, term and sizes, which tell almost all apart and are hashed in a tenth of the time.
      var signature: Int {
        var hasher = Hasher()
        hasher.combine(ObjectIdentifier(type(of: operation)))
        hasher.combine(operation.term?.number)
        for input in inputs { hasher.combine(input.shape) }
        hasher.combine(chunks)
        return hasher.finalize()
      }
    }

    let subject: Subject
    public var repetitions: UInt128
    /// Everything that one performance does, by kind.
    let charges: [Charge]

    init(_ subject: Subject, times repetitions: UInt128) {
      self.subject = subject
      self.repetitions = repetitions
      charges = subject.operation.charges(on: subject.inputs)
    }

    public var operation: any Operation { subject.operation }
    public var inputs: [Operand] { subject.inputs }
    /// Into how many chunks of rows each performance is cut; each chunk reads the parameters anew.
    public var chunks: Int { subject.chunks }
    /// Whether it reads its parameters, which sequences that are packed together read once.
    public var readsParameters: Bool { subject.readsParameters }
    /// What one performance moves.
    var transfers: [Transfer] { operation.transfers(on: inputs, results: subject.results) }
    /// What the backward pass of one performance needs.
    var saved: SavedElements { operation.saved(on: inputs, results: subject.results) }
  }

  /// In order of first appearance; no operation stands twice with as many chunks.
  public private(set) var entries: [Entry] = []
  /// Where entries are, by their signatures, or by the next number where one is taken.
  private var indices: [Int: Int] = [:]
  /// The largest number of elements that tensors of one sequence held at one time.
  public internal(set) var peakElements: UInt128 = 0
  /// The largest number of bytes of the same, with activations of 2 bytes and the residual stream of
  /// 4 (``Operations/StorageRole``).
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
  public init(
    performing operations: some Sequence<(operation: any Operation, inputs: [Operand])>
  ) throws {
    for (operation, inputs) in operations {
      let results = try operation.shapes(of: inputs.map(\.shape))
      record(operation, on: inputs, results: results, times: 1)
    }
  }

  /// Notes an operation, as the parts it has.
  mutating func record(
    _ operation: some Operation, on inputs: [Operand], results: [Shape], inChunks chunks: Int = 1,
    times: UInt128
  ) {
    guard times > 0 else { return }
    let parts = operation.parts(on: inputs, results: results)
    if parts.isEmpty {
      record(
        Entry.Subject(operation, on: inputs, results: results, inChunks: chunks), times: times)
    }
    for part in parts {
      record(
        Entry.Subject(
          part.operation, on: part.inputs, results: part.results, inChunks: chunks), times: times)
    }
  }

  mutating func record(_ subject: Entry.Subject, times: UInt128) {
    guard times > 0 else { return }
    var key = subject.signature
    while let index = indices[key] {
      if entries[index].subject == subject {
        entries[index].repetitions += times
        return
      }
      key &+= 1
    }
    indices[key] = entries.count
    entries.append(Entry(subject, times: times))
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
          Entry.Subject(
            entry.operation, on: entry.inputs, results: entry.subject.results,
            inChunks: entry.chunks, readsParameters: false),
          times: entry.repetitions * (index == 0 ? count - 1 : count))
      }
    }
    packing = positions.nearestDouble / longest.positions.nearestDouble
  }

  /// Adds what one decoded token does for a run of tokens, each of which sees one key more than the
  /// one before, and the run so many times.
  mutating func add(_ token: Ledger, tokens: Int, times: UInt128) {
    for entry in token.entries {
      let run = entry.operation.decoding(tokens)
      record(
        Entry.Subject(
          run ?? entry.operation, on: entry.inputs, results: entry.subject.results,
          inChunks: entry.chunks),
        times: entry.repetitions * times * (run == nil ? UInt128(tokens) : 1))
    }
    positions += UInt128(tokens) * times
    peakElements = max(peakElements, token.peakElements)
    peakMixedBytes = max(peakMixedBytes, token.peakMixedBytes)
    model = token.model
  }

  /// The ledger of `architecture` over the given number of positions.
  ///
  /// - Parameter device: What it has no kernel for is counted as what it does instead; `nil` for one that
  ///   has a kernel for everything.
  public init(
    of architecture: some Architecture, positions: Int, device: (any DeviceKernels)? = nil
  ) throws {
    try self.init(
      of: architecture, passes: [0..<positions], keepsCache: false, device: device)
  }

  /// The ledger of passes over stretches of positions, one after the other.
  ///
  /// - Parameter keepsCache: Whether later passes go on from what earlier ones kept; the first
  ///   range then may begin anywhere.
  public init(
    of architecture: some Architecture, passes: some Sequence<Range<Int>>, keepsCache: Bool,
    device: (any DeviceKernels)? = nil
  ) throws {
    self = try CountingEngine.ledger(keepsCache: keepsCache, device: device) { engine in
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
      entry.readsParameters
        ? depth + entry.repetitions * entry.operation.sequentialDepth(on: entry.inputs) : depth
    }
  }
}

extension Operation {
  /// Whether another operation is the same one.
  fileprivate func isSame(as other: any Operation) -> Bool { (other as? Self) == self }
}
