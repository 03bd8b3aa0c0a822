import CMachine
import Operations

extension Mixture: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let (x, residual) = try (engine.matrix(inputs[0]), engine.matrix(inputs[1]))
    let result = try engine.result(results[0])
    result.copy(x.shape.rows, rowsOf: residual, from: 0, to: 0)
    let choice = try choice(x, router: inputs[2], on: engine)
    let first = expert(0, of: inputs)
    let space = try MixtureSpace(
      up: first[0].shape, down: first[first.count / 2].shape, rows: choice.mostRows, on: engine)
    for (index, shares) in choice.shares.enumerated() where !shares.isEmpty {
      let gathered = space.gathered(rows: shares.count)
      RowTeam.run(rows: shares.count, elements: shares.count * x.shape.columns) { row in
        gathered.copyAlone(1, rowsOf: x, from: shares[row].row, to: row)
      }
      let answers = try answers(of: expert(index, of: inputs), to: gathered, in: space, on: engine)
      // A row chooses an expert once.
      RowTeam.run(rows: shares.count, elements: shares.count * answers.shape.columns) { row in
        let (share, from) = (shares[row], answers.row(row))
        let to = result.row(share.row)
        for column in 0..<answers.shape.columns { to[column] += share.weight * from[column] }
      }
    }
    return [result]
  }

  private func choice(
    _ x: StridedMatrix, router: CPUEngine.Tensor, on engine: CPUEngine
  ) throws -> ExpertChoice {
    let (rows, experts) = (x.shape.rows, router.shape.rows)
    let scores = StridedMatrix(
      buffer: try engine.mixtureScratch.buffer(count: rows * experts, from: engine.pool),
      shape: Shape(rows: rows, columns: experts), offset: 0, stride: experts)
    try engine.multiply(x, router, bias: nil, into: scores)
    if cc_team_rehearses() != 0 {
      return ExpertChoice(evenlyOver: experts, rows: rows, active: active)
    }
    return ExpertChoice(scores: scores.start, rows: rows, experts: experts, active: active)
  }

  /// What an expert says about rows: its feed-forward without the residual.
  private func answers(
    of expert: [CPUEngine.Tensor], to x: StridedMatrix, in space: MixtureSpace,
    on engine: CPUEngine
  ) throws -> StridedMatrix {
    let rows = x.shape.rows
    let (answers, wide) = (space.answers(rows: rows), space.wide(rows: rows))
    let second = expert.count / 2
    let (upBias, downBias) = hasBias ? (expert[1], expert[second + 1]) : (nil, nil)
    try engine.multiply(
      x, expert[0], bias: upBias, isGated ? nil : activation, into: wide)
    var inner = wide
    if isGated {
      inner = space.narrowed(rows: rows)
      Gating(activation).run(wide, into: inner)
    }
    try engine.multiply(inner, expert[second], bias: downBias, into: answers)
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

  /// For an expert whose matrices are of these shapes.
  init(up first: Shape, down second: Shape, rows: Int, on engine: CPUEngine) throws {
    mostRows = rows
    inputs = first.columns
    up = first.rows
    // Of a gated expert the second matrix reads half of what the first yields.
    width = second.columns == first.rows ? 0 : second.columns
    outputs = second.rows
    let columns = [inputs, up, width, outputs].map { Self.aligned($0 * rows) }.reduce(0, +)
    buffer = try engine.mixtureScratch.buffer(count: columns, from: engine.pool)
  }

  /// `[rows, inputs]`: the rows themselves.
  func gathered(rows: Int) -> StridedMatrix { tensor(rows, inputs, after: []) }
  /// `[rows, up]`: the first product.
  func wide(rows: Int) -> StridedMatrix { tensor(rows, up, after: [inputs]) }
  /// `[rows, width]`: what the gate leaves of it.
  func narrowed(rows: Int) -> StridedMatrix { tensor(rows, width, after: [inputs, up]) }
  /// `[rows, outputs]`: the second product.
  func answers(rows: Int) -> StridedMatrix { tensor(rows, outputs, after: [inputs, up, width]) }

  private func tensor(_ rows: Int, _ columns: Int, after others: [Int]) -> StridedMatrix {
    let offset = others.reduce(0) { $0 + Self.aligned($1 * mostRows) }
    return StridedMatrix(
      buffer: buffer, shape: Shape(rows: rows, columns: columns), offset: offset, stride: columns)
  }

  /// Elements up to the next multiple of 64 bytes.
  private static func aligned(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
