import Operations

/// What RMT carries from segment to segment, and how long a segment is.
public struct RecurrentMemory: Hashable, Sendable {
  /// Memory rows, 10 in the paper.
  public let slots: Int
  /// Positions of a segment, memory and special tokens included; 512 in the paper.
  public let segmentLength: Int

  public init(slots: Int = 10, segmentLength: Int = 512) {
    self.slots = slots
    self.segmentLength = segmentLength
  }

  /// The memory the first segment reads: `[slots, width]`.
  func initial(width: Int) -> Parameter {
    Parameter("memory", .memory, rows: slots, columns: width, standardDeviation: 1)
  }
}
