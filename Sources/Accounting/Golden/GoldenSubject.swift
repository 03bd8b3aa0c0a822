import Architectures
import Operations

/// What a check counts: a program over some positions.
struct GoldenSubject: Hashable, Sendable {
  enum Program: Hashable, Sendable {
    /// Full attention, under the mask that the model was trained with.
    case whole(ModelConfiguration)
    /// The first layers alone, and the norm after them where the model has one.
    case layers(Int, of: ModelConfiguration)
    /// RMT with segments of 512 positions.
    case recurrent(ModelConfiguration)
    /// One attention operation.
    case attention(AttendedPairs)
    /// A classifier of images: patches of 16 by 16 in three colours, one row for the class.
    case vision(ModelConfiguration, classes: Int)
  }

  let program: Program
  /// Positions of one sequence.
  let positions: Int
  let batch: Int

  static func whole(
    _ model: ModelConfiguration, _ positions: Int, batch: Int = 1
  ) -> GoldenSubject {
    GoldenSubject(program: .whole(model), positions: positions, batch: batch)
  }

  static func layers(
    _ count: Int, of model: ModelConfiguration, _ positions: Int, batch: Int = 1
  ) -> GoldenSubject {
    GoldenSubject(program: .layers(count, of: model), positions: positions, batch: batch)
  }

  static func recurrent(_ model: ModelConfiguration, _ positions: Int) -> GoldenSubject {
    GoldenSubject(program: .recurrent(model), positions: positions, batch: 1)
  }

  static func attention(
    _ pattern: AttentionPattern, queries: Int, keys: Int, batch: Int = 1
  ) -> GoldenSubject {
    let attention = AttendedPairs(queries: queries, keys: keys, pattern: pattern)
    return GoldenSubject(program: .attention(attention), positions: queries, batch: batch)
  }

  func ledger() throws -> Ledger {
    switch program {
    case .whole(let model):
      return try pass(Transformer(model), .full).ledger()
    case .layers(let count, let model):
      return try pass(Transformer(model, scope: .layers(count)), .full).ledger()
    case .recurrent(let model):
      return try pass(Transformer(model), .recurrentMemory).ledger()
    case .attention(let attention):
      return try ledger(of: attention)
    case .vision(let model, let classes):
      return try vision(model, classes: classes)
    }
  }

  private func pass(_ model: Transformer, _ architecture: ArchitectureEntry) -> Pass {
    Pass(
      model, architecture, options: .init(mask: model.configuration.mask),
      positions: positions, batch: batch)
  }

  private func ledger(of attention: AttendedPairs) throws -> Ledger {
    let pattern = attention.pattern
    var ledger = try CountingEngine.ledger { engine in
      func rows(_ count: Int, heads: Int) -> CountingEngine.Tensor {
        engine.input(at: 0..<count, width: heads * pattern.headWidth)
      }
      let keys = rows(attention.keys, heads: pattern.keyValueHeads)
      _ = try engine.attention(
        queries: rows(attention.queries, heads: pattern.heads), keys: keys, values: keys,
        pattern)
    }
    ledger.batch = UInt128(batch)
    return ledger
  }

  /// Patches projected, layers over patches and the class, the class's row through the head.
  private func vision(_ model: ModelConfiguration, classes: Int) throws -> Ledger {
    let patch = 3 * 16 * 16
    let project = Linear(
      .projectIn, name: "patches", inputs: patch, outputs: model.hidden, bias: true)
    let head = Linear(
      .pooler, name: "head", inputs: model.hidden, outputs: classes, bias: true)
    let layers = WholeSequence(
      Transformer(model, scope: .layers(model.layers)), mask: .full)
    var ledger = try CountingEngine.ledger { engine in
      _ = try engine.linear(engine.input(at: 0..<positions - 1, width: patch), project)
      try layers.forward(positions: positions, on: engine) { _, encoded in
        _ = try engine.linear(engine.rows(0..<1, of: encoded), head)
      }
    }
    ledger.batch = UInt128(batch)
    return ledger
  }
}
