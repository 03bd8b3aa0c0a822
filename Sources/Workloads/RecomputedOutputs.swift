import Architectures
import Checkpoints
import Kernels

/// Passes of a checkpoint over the inputs of an expected file, and what came of each tensor.
///
/// All rows of a segment go through at once: each expected tensor is of all its positions.
struct RecomputedOutputs {
  private let checkpoint: Checkpoint
  private let expected: ExpectedOutputs
  private let setting: ModelVerification.Setting
  private(set) var comparisons: [String: ModelVerification.Comparison] = [:]

  private var model: ModelConfiguration { checkpoint.configuration.model }

  init(
    _ checkpoint: Checkpoint, _ expected: ExpectedOutputs, on setting: ModelVerification.Setting
  ) {
    self.checkpoint = checkpoint
    self.expected = expected
    self.setting = setting
  }

  /// Hidden states and scores of one pass each: a program hands out one of them.
  mutating func runFullAttention(_ tokens: [Int]) throws {
    let engine = try engine(tokens, startingFrom: [])
    for (name, logits) in [
      (ExpectedOutputs.hiddenOfFullAttention, Logits.none),
      (ExpectedOutputs.logitsOfFullAttention, .all),
    ] where expected.file[name] != nil {
      let transformer = Transformer(model, logits: logits, rowsAtOnce: nil)
      let program = WholeSequence(transformer, mask: model.mask)
      try program.forward(positions: tokens.count, on: engine) { _, output in
        try compare(name, output, isOfOneRow: logits == .all && model.head.hasPooler, on: engine)
      }
    }
  }

  /// Memory after each segment, and scores of each segment's content.
  mutating func run(_ recurrence: ExpectedOutputs.Recurrence) throws {
    let transformer = Transformer(model, rowsAtOnce: nil)
    let layout = try recurrence.laidOut(for: transformer)
    let engine = try engine(layout.tokens, startingFrom: rows(of: recurrence.start))
    let options = ArchitectureEntry.Options(mask: model.mask, memory: recurrence.memory)
    let program = ArchitectureEntry.recurrentMemory.make(transformer, options)
    let numbers = Dictionary(
      uniqueKeysWithValues: layout.segments.enumerated().map {
        ($0.element.positions.lowerBound, $0.offset)
      })
    try program.forward(
      0..<layout.tokens.count, on: engine,
      memory: { positions, memory in
        guard let segment = numbers[positions.lowerBound] else { return }
        try compare(ExpectedOutputs.memory(after: segment), memory, on: engine)
      },
      output: { positions, output in
        guard let segment = numbers[positions.lowerBound] else { return }
        let name = ExpectedOutputs.logits(of: segment)
        if model.head.hasPooler {
          try compare(name, output, isOfOneRow: true, on: engine)
        } else {
          let content = layout.segments[segment].content
          let first = content.lowerBound - positions.lowerBound
          try compare(name, engine.rows(first..<first + content.count, of: output), on: engine)
        }
      })
  }

  /// Holds a tensor against the expected one of that name, if there is one.
  ///
  /// - Parameter isOfOneRow: Whether it is one row of scores, which has no positions.
  private mutating func compare(
    _ name: String, _ tensor: CPUEngine.Tensor, isOfOneRow: Bool = false, on engine: CPUEngine
  ) throws {
    guard expected.file[name] != nil else { return }
    let (rows, columns) = (tensor.shape.rows, tensor.shape.columns)
    let shape = isOfOneRow ? [columns] : [rows, columns]
    try expected.check(name, shape: shape)
    comparisons[name] = ModelVerification.Comparison(
      name: name, shape: [1] + shape,
      relativeError: RelativeError.largest(
        try engine.values(of: tensor), try expected.file.floats(of: name)))
  }

  private func engine(_ tokens: [Int], startingFrom memory: [Float]) throws -> CPUEngine {
    let weights = try CheckpointWeights(
      checkpoint, for: Transformer(model), memory: KnownMemory(rows: memory))
    return CPUEngine(
      weights: weights, input: .tokens(tokens), threads: setting.threads,
      type: setting.type, instructionSet: setting.instructionSet)
  }

  private func rows(of start: ExpectedOutputs.Recurrence.Start) throws -> [Float] {
    switch start {
    case .rows(let rows): return rows
    case .tokens(let tokens):
      let width = model.embeddingWidth
      let table = Transformer(model).parametersOutsideLayers.first { $0.kind == .embedding }
      let values = try table.map { try checkpoint.values(of: $0) } ?? []
      return Array(values[tokens.lowerBound * width..<tokens.upperBound * width])
    }
  }
}
