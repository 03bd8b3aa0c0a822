import Operations

/// RMT around a decoder: `[memory; content; memory]` under the ordinary causal mask.
///
/// The same rows are read at the start and written at the end of a segment; the last layer's output
/// at the written positions is the next segment's memory as it is. Bulatov et al., arXiv 2207.06881,
/// section 3; arXiv 2304.11062. Left-aligned: the last segment is the short one. The positions of
/// both memory blocks count as positions, so N positions cost N / segment times one segment, as in
/// the paper's figure 3.
public struct RecurrentMemoryDecoder: Architecture {
  public let model: Transformer
  public let memory: RecurrentMemory

  public init(_ model: Transformer, memory: RecurrentMemory) {
    self.model = model
    self.memory = memory
  }

  public var ownParameters: [Parameter] { [memory.initial(width: model.width)] }

  public var reserved: Int { memory.reserved(under: .causal) }

  public func segmentation(of positions: Int) -> Segmentation? { cut(positions) }

  private func cut(_ positions: Int) -> Segmentation {
    Segmentation(positions: positions, length: memory.segmentLength, alignment: .left)
  }

  public func state(after positions: Int) -> [SequenceState] {
    model.state(after: min(positions, memory.segmentLength)) + [memory.state(of: model)]
  }

  public func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E,
    memory observe: (Range<Int>, E.Tensor) throws -> Void,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    var carried = try start(at: positions.lowerBound, on: engine)
    var last: (piece: Range<Int>, encoded: E.Tensor)?
    func process(_ piece: Range<Int>, _ carried: E.Tensor) throws -> E.Tensor {
      let encoded = try encode(piece, carried: carried, on: engine)
      if model.logits == .last {
        last = (piece, encoded)
      } else {
        try model.predict(encoded, piece, on: engine, output: output)
      }
      let memory = try written(in: piece, of: encoded, orElse: carried, on: engine)
      try observe(piece, memory)
      return memory
    }

    let begun = endOfBegunSegment(positions)
    if begun > positions.lowerBound {
      carried = try process(positions.lowerBound..<begun, carried)
    }
    let rest = cut(positions.upperBound - begun)
    carried = try engine.overSegments(rest, carrying: carried) { segment, carried in
      try process(begun + segment.lowerBound..<begun + segment.upperBound, carried)
    }
    if let (piece, encoded) = last {
      try model.predict(encoded, piece, on: engine, output: output)
    }
    if engine.keepsCache { _ = try engine.extended("memory", after: 0, by: carried) }
  }

  /// The memory that is read at a position: what an earlier pass kept, or the initial one.
  private func start<E: Engine>(at position: Int, on engine: E) throws -> E.Tensor {
    position == 0
      ? try engine.parameter(memory.initial(width: model.width))
      : try engine.kept("memory", rows: memory.slots, width: model.width)
  }

  /// Where the segment ends that an earlier pass began, or the positions if they end before.
  private func endOfBegunSegment(_ positions: Range<Int>) -> Int {
    let begun = positions.lowerBound % memory.segmentLength
    return begun == 0
      ? positions.lowerBound
      : min(positions.upperBound, positions.lowerBound - begun + memory.segmentLength)
  }

  /// Where a piece of a segment stands in it, and what the segment's positions are for.
  private struct Layout {
    /// The piece's positions in its segment.
    let local: Range<Int>
    let read: Range<Int>
    let write: Range<Int>

    init(_ piece: Range<Int>, _ memory: RecurrentMemory, mayGrow: Bool) {
      let first = piece.lowerBound % memory.segmentLength
      local = first..<first + piece.count
      // A short segment that nothing follows holds as much memory as fits into it. Where a later
      // pass may go on from a cache, it may still become full.
      let length = mayGrow || first > 0 ? memory.segmentLength : piece.count
      read = 0..<min(memory.slots, length)
      write = max(read.upperBound, length - memory.slots)..<length
    }

    var readHere: Range<Int> { local.clamped(to: read) }
    var contentHere: Range<Int> { local.clamped(to: read.upperBound..<write.lowerBound) }
    var writtenHere: Range<Int> { local.clamped(to: write) }
  }

  /// A piece of a segment through the model, memory in the place of its positions.
  private func encode<E: Engine>(
    _ piece: Range<Int>, carried: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    let layout = Layout(piece, memory, mayGrow: engine.keepsCache)
    let embedded = try model.embed(piece, on: engine)
    func shifted(_ range: Range<Int>, by start: Int) -> Range<Int> {
      range.lowerBound - start..<range.upperBound - start
    }
    let rows = try engine.concatenate([
      engine.rows(layout.readHere, of: carried),
      engine.rows(shifted(layout.contentHere, by: layout.local.lowerBound), of: embedded),
      engine.rows(shifted(layout.writtenHere, by: layout.write.lowerBound), of: carried),
    ])
    return try model.encode(rows, at: layout.local, mask: .causal, on: engine)
  }

  /// The memory after a piece: the rows at the written positions, once all of them are there.
  private func written<E: Engine>(
    in piece: Range<Int>, of encoded: E.Tensor, orElse carried: E.Tensor, on engine: E
  ) throws -> E.Tensor {
    let layout = Layout(piece, memory, mayGrow: engine.keepsCache)
    let here = layout.writtenHere
    guard layout.write.count == memory.slots, !here.isEmpty else { return carried }
    let rows = try engine.rows(
      here.lowerBound - layout.local.lowerBound..<here.upperBound - layout.local.lowerBound,
      of: encoded)
    if here == layout.write { return rows }
    let soFar = try engine.extended(
      "memory-in-the-making", after: here.lowerBound - layout.write.lowerBound, by: rows)
    return here.upperBound == layout.write.upperBound ? soFar : carried
  }
}
