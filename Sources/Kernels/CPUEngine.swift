import Architectures
import CAttention
import CMachine
import COneDNN

/// Runs a forward pass on this machine's processor, in `Float`.
///
/// Products and layer normalisation are oneDNN's, with weights packed once; attention is our own
/// fused kernel. All run on one team of threads, whose size OpenMP keeps for the thread that sets
/// it: an engine is used from the thread that made it.
public final class CPUEngine: Engine {
  /// A matrix in a buffer: row r begins at `offset + r · stride`.
  public struct Tensor {
    let buffer: Buffer
    let shape: Shape
    let offset: Int
    let stride: Int

    var start: UnsafeMutablePointer<Float> { buffer.values + offset }
    var isDense: Bool { stride == shape.columns || shape.rows <= 1 }
  }

  private struct ProductKey: Hashable {
    let rows: Int
    let weights: Shape
    let hasBias: Bool
    let activation: Activation?
    let hasResidual: Bool
  }

  private struct NormKey: Hashable {
    let shape: Shape
    let epsilon: Float
  }

  public let instructionSet: InstructionSet
  /// Called with every operation, as it was performed, when set.
  public var observer: ((Operation) -> Void)?

  private let weights: any WeightSource
  private let sequence: SequenceInput
  private let pool = BufferPool()
  private var packed: [String: PackedWeights] = [:]
  private var plain: [String: Tensor] = [:]
  private var products: [ProductKey: PackedProduct] = [:]
  private var norms: [NormKey: RowNorm] = [:]
  private var scratch: Buffer?
  private var inputRows: Tensor?

  /// - Parameters:
  ///   - threads: Size of the team.
  ///   - instructionSet: For our own kernels; oneDNN chooses for itself.
  public init(
    weights: any WeightSource, input: SequenceInput, threads: Int,
    instructionSet: InstructionSet = .best
  ) {
    self.weights = weights
    self.sequence = input
    self.instructionSet = instructionSet
    cc_team_set_size(Int32(threads))
  }

  /// Gives the memory back that is kept for the next forward pass; packed weights stay.
  public func releaseScratch() {
    products = [:]
    norms = [:]
    scratch = nil
    pool.releaseFree()
  }

  /// The values of a tensor, row after row.
  public func values(of tensor: Tensor) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(tensor.shape.rows * tensor.shape.columns)
    for row in 0..<tensor.shape.rows {
      values += UnsafeBufferPointer(
        start: tensor.start + row * tensor.stride, count: tensor.shape.columns)
    }
    return values
  }

  public func input(at positions: Range<Int>, width: Int) throws -> Tensor {
    let rows = try sequence.rows(width: width)
    let resident = try inputRows ?? residentInput(rows)
    let first = positions.lowerBound % rows.count
    if first + positions.count <= rows.count {
      return self.rows(first..<first + positions.count, of: resident)
    }
    let result = try tensor(rows: positions.count, columns: width)
    for row in 0..<positions.count {
      copy(1, rowsOf: resident, from: (first + row) % rows.count, to: result, at: row)
    }
    return result
  }

  private func residentInput(_ rows: SequenceInput.Rows) throws -> Tensor {
    let resident = try tensor(rows.values, Shape(rows: rows.count, columns: rows.width))
    inputRows = resident
    return resident
  }

  public func embedding(at positions: Range<Int>, in table: Parameter) throws -> Tensor {
    let tokens = try sequence.tokens(at: positions, vocabulary: table.shape.rows)
    let values = try constant(table)
    let result = try tensor(rows: tokens.count, columns: table.shape.columns)
    for (row, token) in tokens.enumerated() {
      copy(1, rowsOf: values, from: token, to: result, at: row)
    }
    observer?(
      .embedding(
        rows: result.shape.rows, width: result.shape.columns, vocabulary: table.shape.rows))
    return result
  }

  public func constant(_ parameter: Parameter) throws -> Tensor {
    if let known = plain[parameter.name] { return known }
    let tensor = try tensor(weights.values(of: parameter), parameter.shape)
    plain[parameter.name] = tensor
    return tensor
  }

  public func add(_ rows: TableRows, of table: Parameter, to x: Tensor) throws -> Tensor {
    let values = try constant(table)
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns)
    for row in 0..<x.shape.rows {
      let addend = values.start + (try rows.index(at: row, in: table)) * values.stride
      let from = x.start + row * x.stride
      let to = result.start + row * result.stride
      for column in 0..<x.shape.columns { to[column] = from[column] + addend[column] }
    }
    observer?(.addition(rows: x.shape.rows, width: x.shape.columns))
    return result
  }

  public func linear(
    _ x: Tensor, _ layer: Linear, activation: Activation?, adding residual: Tensor?
  ) throws -> Tensor {
    precondition(x.shape.columns == layer.inputs && x.isDense && residual?.isDense != false)
    let weights = try packedWeights(layer.weight)
    let bias = try layer.bias.map { try constant($0) }
    let product = try product(
      weights,
      ProductKey(
        rows: x.shape.rows, weights: layer.weight.shape, hasBias: bias != nil,
        activation: activation, hasResidual: residual != nil))
    let result = try tensor(rows: x.shape.rows, columns: layer.outputs)
    let status = cc_dnn_product_run(
      product.handle, weights.handle, x.start, bias?.start, residual?.start, result.start,
      try scratch(bytes: product.scratchBytes))
    guard status == 0 else { throw EngineError.lastOfOneDNN }
    observer?(
      .product(
        Operation.Product(
          rows: x.shape.rows, layer: layer, activation: activation,
          hasResidual: residual != nil)))
    return result
  }

  public func layerNorm(_ x: Tensor, _ norm: LayerNorm) throws -> Tensor {
    precondition(x.isDense)
    let gain = try constant(norm.gain)
    let shift = try constant(norm.shift)
    let kernel = try rowNorm(NormKey(shape: x.shape, epsilon: norm.epsilon))
    let result = try tensor(rows: x.shape.rows, columns: x.shape.columns)
    let status = cc_dnn_norm_run(
      kernel.handle, x.start, gain.start, shift.start, result.start,
      try scratch(bytes: kernel.scratchBytes))
    guard status == 0 else { throw EngineError.lastOfOneDNN }
    observer?(.layerNorm(rows: x.shape.rows, width: x.shape.columns))
    return result
  }

  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, heads: Int, mask: AttentionMask
  ) throws -> Tensor {
    let headWidth = queries.shape.columns / heads
    let result = try tensor(rows: queries.shape.rows, columns: queries.shape.columns)
    var job = cc_attention(
      queries: queries.start, keys: keys.start, values: values.start, output: result.start,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(heads), head_width: Int32(headWidth), causal: mask == .causal ? 1 : 0,
      scale: 1 / Float(headWidth).squareRoot())
    let bytes = cc_attention_scratch_bytes(&job, cc_team_size(), instructionSet.inC)
    cc_attention_run(&job, try scratch(bytes: bytes), instructionSet.inC)
    observer?(
      .attention(
        Operation.Attention(
          queries: queries.shape.rows, keys: keys.shape.rows, heads: heads,
          headWidth: headWidth, mask: mask)))
    return result
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    precondition(range.upperBound <= tensor.shape.rows)
    return Tensor(
      buffer: tensor.buffer, shape: Shape(rows: range.count, columns: tensor.shape.columns),
      offset: tensor.offset + range.lowerBound * tensor.stride, stride: tensor.stride)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) -> Tensor {
    precondition(range.upperBound <= tensor.shape.columns)
    return Tensor(
      buffer: tensor.buffer, shape: Shape(rows: tensor.shape.rows, columns: range.count),
      offset: tensor.offset + range.lowerBound, stride: tensor.stride)
  }

  public func concatenate(_ pieces: [Tensor]) throws -> Tensor {
    let count = pieces.reduce(0) { $0 + $1.shape.rows }
    let result = try tensor(rows: count, columns: pieces.first?.shape.columns ?? 0)
    var row = 0
    for piece in pieces {
      precondition(piece.shape.columns == result.shape.columns)
      copy(piece.shape.rows, rowsOf: piece, from: 0, to: result, at: row)
      row += piece.shape.rows
    }
    observer?(.concatenation(rows: result.shape.rows, width: result.shape.columns))
    return result
  }

  public func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) throws -> Tensor {
    var state = state
    for index in 0..<count { state = try body(index, state) }
    return state
  }
}

extension CPUEngine {
  private func tensor(rows: Int, columns: Int) throws -> Tensor {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, count <= Int.max / 8 else {
      throw EngineError("a matrix of \(rows) by \(columns) fits into no memory")
    }
    return Tensor(
      buffer: try Buffer(count: count, from: pool), shape: Shape(rows: rows, columns: columns),
      offset: 0, stride: columns)
  }

  private func tensor(_ values: [Float], _ shape: Shape) throws -> Tensor {
    Tensor(
      buffer: try Buffer(values, from: pool), shape: shape, offset: 0, stride: shape.columns)
  }

  private func copy(
    _ count: Int, rowsOf source: Tensor, from first: Int, to target: Tensor, at row: Int
  ) {
    let width = target.shape.columns
    if source.stride == width && target.stride == width {
      (target.start + row * width).update(
        from: source.start + first * width, count: count * width)
      return
    }
    for index in 0..<count {
      (target.start + (row + index) * target.stride).update(
        from: source.start + (first + index) * source.stride, count: width)
    }
  }

  private func packedWeights(_ parameter: Parameter) throws -> PackedWeights {
    if let known = packed[parameter.name] { return known }
    let weights = try PackedWeights(weights.values(of: parameter), shape: parameter.shape)
    packed[parameter.name] = weights
    return weights
  }

  private func product(_ weights: PackedWeights, _ key: ProductKey) throws -> PackedProduct {
    if let known = products[key] { return known }
    let product = try PackedProduct(
      weights, rows: key.rows, hasBias: key.hasBias, activation: key.activation,
      hasResidual: key.hasResidual)
    products[key] = product
    return product
  }

  private func rowNorm(_ key: NormKey) throws -> RowNorm {
    if let known = norms[key] { return known }
    let norm = try RowNorm(
      rows: key.shape.rows, width: key.shape.columns, epsilon: key.epsilon)
    norms[key] = norm
    return norm
  }

  /// Memory whose content no later operation needs; one buffer serves all, the largest wins.
  private func scratch(bytes: Int) throws -> UnsafeMutablePointer<Float> {
    let count = (bytes + 3) / 4
    if let scratch, scratch.count >= count { return scratch.values }
    scratch = nil
    let larger = try Buffer(count: max(count, 1), from: pool)
    scratch = larger
    return larger.values
  }
}

extension TableRows {
  /// The row of the table for a row of a tensor, or an error when the table has no such row.
  func index(at row: Int, in table: Parameter) throws -> Int {
    let index =
      switch self {
      case .consecutive(let first): first + row
      case .single(let only): only
      }
    guard index < table.shape.rows else {
      throw EngineError(
        "\(table.name) has \(table.shape.rows) rows; position \(row) asks for row \(index)")
    }
    return index
  }
}
