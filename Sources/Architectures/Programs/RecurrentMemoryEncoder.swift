import Operations

/// RMT around an encoder: `[CLS] memory [SEP] content [SEP]`, attention bidirectional.
///
/// The last layer's output at the memory's positions is the next segment's memory as it is: no
/// gate, norm or projection between. Bulatov, Kuratov and Burtsev, arXiv 2304.11062, section 3.
/// Right-aligned: the first segment is the short one. The special tokens stand in the input, where
/// the memory's positions are overwritten, as the authors' code does.
public struct RecurrentMemoryEncoder: Architecture {
  public let model: Transformer
  public let memory: RecurrentMemory

  public init(_ model: Transformer, memory: RecurrentMemory) {
    self.model = model
    self.memory = memory
  }

  public var ownParameters: [Parameter] { [memory.initial(width: model.width)] }

  public var reserved: Int { memory.reserved(under: .full) }

  public func segmentation(of positions: Int) -> Segmentation? { cut(positions) }

  private func cut(_ positions: Int) -> Segmentation {
    Segmentation(positions: positions, length: memory.segmentLength, alignment: .right)
  }

  public func state(after positions: Int) -> [SequenceState] {
    [memory.state(of: model)]
  }

  public func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E,
    memory observe: (Range<Int>, E.Tensor) throws -> Void,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    guard positions.lowerBound == 0 else { throw ArchitectureError.bidirectional }
    let segments = cut(positions.count)
    let initial = try engine.parameter(memory.initial(width: model.width))
    var last: (segment: Range<Int>, encoded: E.Tensor)?
    _ = try engine.overSegments(segments, carrying: initial) { segment, carried in
      let count = segment.count
      let slots = min(1, count)..<min(1 + memory.slots, count)
      let embedded = try model.embed(segment, on: engine)
      let rows = try engine.concatenate([
        engine.rows(0..<slots.lowerBound, of: embedded),
        engine.rows(0..<slots.count, of: carried),
        engine.rows(slots.upperBound..<count, of: embedded),
      ])
      let encoded = try model.encode(rows, at: 0..<count, mask: .full, on: engine)
      if model.logits == .last {
        last = (segment, encoded)
      } else {
        try model.predict(encoded, segment, on: engine, output: output)
      }
      let written =
        slots.count == memory.slots ? try engine.rows(slots, of: encoded) : carried
      try observe(segment, written)
      return written
    }
    if let (segment, encoded) = last {
      try model.predict(encoded, segment, on: engine, output: output)
    }
  }
}
