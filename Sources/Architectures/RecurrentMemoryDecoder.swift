/// RMT around a decoder: `[memory; content; memory]` under the causal mask.
///
/// The last layer's output at the write positions, the last `slots` rows, is the next segment's
/// memory as it is. Bulatov et al., arXiv 2207.06881, section 3; arXiv 2304.11062. Left-aligned:
/// the last segment is the short one. The positions of both memory blocks count as positions, so
/// N positions cost N / segment times one segment, as in the paper's figure 3.
public struct RecurrentMemoryDecoder: Architecture {
  public let model: Transformer
  public let memory: RecurrentMemory

  public init(_ model: Transformer, memory: RecurrentMemory) {
    self.model = model
    self.memory = memory
  }

  /// Positions of a segment that hold no content: both memory blocks.
  static func reserved(slots: Int) -> Int { 2 * slots }

  /// How a number of positions is cut.
  static func segmentation(of positions: Int, _ memory: RecurrentMemory) -> Segmentation {
    Segmentation(positions: positions, length: memory.segmentLength, alignment: .left)
  }

  public func forward<E: Engine>(
    positions: Int, on engine: E, output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    let segments = Self.segmentation(of: positions, memory)
    let initial = try engine.constant(memory.initial(width: model.width))
    _ = try engine.overSegments(segments, carrying: initial) { segment, carried in
      let count = segment.count
      // A short segment holds as much memory as fits into it; nothing follows to miss the rest.
      let read = 0..<min(memory.slots, count)
      let write = max(read.upperBound, count - memory.slots)..<count
      let embedded = try model.embed(segment, on: engine)
      let rows = try engine.concatenate([
        engine.rows(read, of: carried),
        engine.rows(read.upperBound..<write.lowerBound, of: embedded),
        engine.rows(0..<write.count, of: carried),
      ])
      let encoded = try model.encode(rows, mask: .causal, on: engine)
      try output(segment, model.predict(encoded, on: engine))
      return write.count == memory.slots ? engine.rows(write, of: encoded) : carried
    }
  }
}
