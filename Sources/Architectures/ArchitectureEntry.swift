import Operations

/// An architecture as users name it; every command, chart and test goes through this list.
public struct ArchitectureEntry: Sendable {
  /// What it is made from.
  public struct Options: Hashable, Sendable {
    public var mask: AttentionMask
    public var memory: RecurrentMemory

    public init(mask: AttentionMask, memory: RecurrentMemory = RecurrentMemory()) {
      self.mask = mask
      self.memory = memory
    }
  }

  /// The name in options, records and JSON.
  public let name: String
  /// The name in tables and charts.
  public let title: String
  /// How the length is cut, or `nil` when it is processed at once.
  public let segmentation: @Sendable (_ positions: Int, Options) -> Segmentation?
  /// The positions of a segment that hold no content under the given mask: memory and specials.
  public let reserved: @Sendable (Options) -> Int
  /// Of so many positions, those whose keys and values have to be kept to go on from them.
  public let kept: @Sendable (_ positions: Int, Options) -> Int
  /// Rows that are carried from one segment to the next.
  public let carried: @Sendable (Options) -> Int
  public let make: @Sendable (Transformer, Options) -> any Architecture

  /// Every architecture, full attention first: it is what the others are compared with.
  public static let all: [ArchitectureEntry] = [full, recurrentMemory]

  public static let full = fullAttention(name: "full", title: "full attention", scores: .fused)

  /// Full attention as its equation is written: what the scores cost that a fused kernel never has.
  public static let fullStoringScores = fullAttention(
    name: "full:scores=stored", title: "full attention, scores stored", scores: .stored)

  private static func fullAttention(
    name: String, title: String, scores: ScoreStorage
  ) -> ArchitectureEntry {
    ArchitectureEntry(
      name: name, title: title,
      segmentation: { _, _ in nil },
      reserved: { _ in 0 },
      kept: { positions, _ in positions },
      carried: { _ in 0 },
      make: { model, options in FullAttention(model, mask: options.mask, scores: scores) })
  }

  public static let recurrentMemory = ArchitectureEntry(
    name: "rmt", title: "RMT",
    segmentation: { positions, options in
      switch options.mask {
      case .causal: RecurrentMemoryDecoder.segmentation(of: positions, options.memory)
      case .full: RecurrentMemoryEncoder.segmentation(of: positions, options.memory)
      }
    },
    reserved: { options in
      switch options.mask {
      case .causal: RecurrentMemoryDecoder.reserved(slots: options.memory.slots)
      case .full: RecurrentMemoryEncoder.reserved(slots: options.memory.slots)
      }
    },
    kept: { positions, options in min(positions, options.memory.segmentLength) },
    carried: { options in options.memory.slots },
    make: { model, options in
      switch options.mask {
      case .causal: RecurrentMemoryDecoder(model, memory: options.memory)
      case .full: RecurrentMemoryEncoder(model, memory: options.memory)
      }
    })
}
