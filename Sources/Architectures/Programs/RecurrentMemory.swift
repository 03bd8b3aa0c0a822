import Operations

/// What RMT carries from segment to segment, and how long a segment is.
public struct RecurrentMemory: Hashable, Sendable {
  /// The longest segment and the most memory rows that are taken.
  public static let largest = 1_000_000

  /// Memory rows, 10 in the paper.
  public let slots: Int
  /// Positions of a segment, memory and special tokens included; 512 in the paper.
  public let segmentLength: Int

  public init(slots: Int = 10, segmentLength: Int = 512) {
    self.slots = slots
    self.segmentLength = segmentLength
  }

  /// Positions of a segment that hold no content: both blocks of a decoder's memory, or an encoder's
  /// memory, `[CLS]` and two `[SEP]`.
  public func reserved(under mask: AttentionMask) -> Int {
    switch mask {
    case .causal: 2 * slots
    case .full: slots + 3
    }
  }

  /// The memory that is carried.
  func state(of model: Transformer) -> SequenceState {
    SequenceState(.recurrent, rows: slots, columns: model.width)
  }

  /// The memory the first segment reads: `[slots, width]`.
  func initial(width: Int) -> Parameter {
    Parameter("memory", .memory, rows: slots, columns: width, standardDeviation: 1)
  }
}

extension ArchitectureEntry {
  public static let recurrentMemory = ArchitectureEntry(
    "rmt", title: "RMT", source: "Bulatov et al., arXiv 2207.06881 and 2304.11062",
    settings: [
      .count(
        "segment", aliases: ["seg"], 1...RecurrentMemory.largest, default: 512, isShared: true,
        summary: "Positions of a segment, memory and special tokens included."),
      .count(
        "memory", aliases: ["mem"], 0...RecurrentMemory.largest, default: 10, isShared: true,
        summary: "Memory rows that a segment hands on."),
    ],
    program: { model, options, _ in
      switch options.mask {
      case .causal: RecurrentMemoryDecoder(model, memory: options.memory)
      case .full: RecurrentMemoryEncoder(model, memory: options.memory)
      }
    })
}
