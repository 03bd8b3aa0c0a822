import Architectures

extension CPUEngine {
  public func mixture(
    _ x: Tensor, _ mixture: MixtureOfExperts, adding residual: Tensor
  ) throws -> Tensor {
    let result = try tensor(rows: x.shape.rows, columns: residual.shape.columns)
    result.copy(x.shape.rows, rowsOf: residual, from: 0, to: 0)
    let choice = try choice(of: mixture, for: x)
    let space = try MixtureSpace(mixture, rows: choice.mostRows, on: self)
    for (index, shares) in choice.shares.enumerated() where !shares.isEmpty {
      let gathered = space.gathered(rows: shares.count)
      for (row, share) in shares.enumerated() {
        gathered.copy(1, rowsOf: x, from: share.row, to: row)
      }
      let answers = try answers(of: mixture.expert(index), to: gathered, in: space)
      for (row, share) in shares.enumerated() {
        let (from, to) = (answers.row(row), result.row(share.row))
        for column in 0..<answers.shape.columns { to[column] += share.weight * from[column] }
      }
    }
    if let observer { mixture.operations(rows: x.shape.rows).forEach(observer) }
    return result
  }

  private func choice(of mixture: MixtureOfExperts, for x: Tensor) throws -> ExpertChoice {
    let (rows, experts) = (x.shape.rows, mixture.router.outputs)
    let scores = Tensor(
      buffer: try mixtureScratch.buffer(count: rows * experts, from: pool),
      shape: Shape(rows: rows, columns: experts), offset: 0, stride: experts)
    try multiply(x, mixture.router, into: scores)
    return ExpertChoice(
      scores: scores.start, rows: rows, experts: experts, active: mixture.active)
  }

  /// What an expert says about rows: its feed-forward without the residual.
  private func answers(
    of expert: FeedForward, to x: Tensor, in space: MixtureSpace
  ) throws -> Tensor {
    let rows = x.shape.rows
    let answers = space.answers(rows: rows)
    let wide = space.wide(rows: rows)
    if expert.isGated {
      try multiply(x, expert.up, into: wide)
      let narrowed = space.narrowed(rows: rows)
      gate(wide, expert.activation, into: narrowed)
      try multiply(narrowed, expert.down, into: answers)
    } else {
      try multiply(x, expert.up, activation: expert.activation, into: wide)
      try multiply(wide, expert.down, into: answers)
    }
    return answers
  }
}

/// Scratch memory for one expert's work on the rows that chose it.
private struct MixtureSpace {
  private let buffer: Buffer
  private let mostRows: Int
  private let inputs: Int
  /// Columns that an expert's first product yields, and its second reads.
  private let up: Int
  private let width: Int
  private let outputs: Int

  init(_ mixture: MixtureOfExperts, rows: Int, on engine: CPUEngine) throws {
    let expert = mixture.expert(0)
    mostRows = rows
    inputs = expert.up.inputs
    up = expert.up.outputs
    width = expert.isGated ? expert.width : 0
    outputs = expert.down.outputs
    let columns = [inputs, up, width, outputs].map { Self.aligned($0 * rows) }.reduce(0, +)
    buffer = try engine.mixtureScratch.buffer(count: columns, from: engine.pool)
  }

  /// `[rows, inputs]`: the rows themselves.
  func gathered(rows: Int) -> CPUEngine.Tensor { tensor(rows, inputs, after: []) }
  /// `[rows, up]`: the first product.
  func wide(rows: Int) -> CPUEngine.Tensor { tensor(rows, up, after: [inputs]) }
  /// `[rows, width]`: what the gate leaves of it.
  func narrowed(rows: Int) -> CPUEngine.Tensor { tensor(rows, width, after: [inputs, up]) }
  /// `[rows, outputs]`: the second product.
  func answers(rows: Int) -> CPUEngine.Tensor { tensor(rows, outputs, after: [inputs, up, width]) }

  private func tensor(_ rows: Int, _ columns: Int, after others: [Int]) -> CPUEngine.Tensor {
    let offset = others.reduce(0) { $0 + Self.aligned($1 * mostRows) }
    return CPUEngine.Tensor(
      buffer: buffer, shape: Shape(rows: rows, columns: columns), offset: offset, stride: columns)
  }

  /// Elements up to the next multiple of 64 bytes.
  private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
