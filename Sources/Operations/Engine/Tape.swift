/// Performs on another engine, remembers what was performed, and plays the pullbacks backwards.
///
/// Over a `CPUEngine` it runs a backward pass, over a `CountingEngine` it counts one. Loops and chunks
/// are unrolled, so that what is remembered grows with them.
public final class Tape<Base: Engine>: Engine {
  public struct Tensor: EngineTensor {
    /// The tensor on the engine below.
    public let base: Base.Tensor
    fileprivate let node: Int

    public var shape: Shape { base.shape }
  }

  /// Gradients of results to gradients of inputs, of those that are wanted.
  private typealias Pullback = ([Base.Tensor?], [Bool]) throws -> [Base.Tensor?]

  private struct Step {
    let inputs: [Int]
    let results: [Int]
    let pullback: Pullback
  }

  public let base: Base
  private var steps: [Step] = []
  private var nodes = 0
  private var parameters: [String: Tensor] = [:]

  public init(_ base: Base) {
    self.base = base
  }

  /// A tensor of the engine below, from which gradients may be asked for.
  public func variable(_ tensor: Base.Tensor) -> Tensor {
    defer { nodes += 1 }
    return Tensor(base: tensor, node: nodes)
  }

  private func remember(
    _ inputs: [Tensor], _ results: [Base.Tensor], _ pullback: @escaping Pullback
  ) -> [Tensor] {
    let results = results.map(variable)
    steps.append(
      Step(inputs: inputs.map(\.node), results: results.map(\.node), pullback: pullback))
    return results
  }

  public func perform(_ operation: some Operation, on inputs: [Tensor]) throws -> [Tensor] {
    let before = inputs.map(\.base)
    let results = try base.perform(operation, on: before)
    return remember(inputs, results) { [base] gradients, wants in
      try operation.pullback(
        Performed(inputs: before, results: results, gradients: gradients, wants: wants), on: base)
    }
  }

  public func parameter(_ parameter: Parameter) throws -> Tensor {
    if let known = parameters[parameter.name], known.shape == parameter.shape { return known }
    let tensor = variable(try base.parameter(parameter))
    parameters[parameter.name] = tensor
    return tensor
  }

  public func input(at positions: Range<Int>, width: Int) throws -> Tensor {
    variable(try base.input(at: positions, width: width))
  }

  public func tokens(at positions: Range<Int>, vocabulary: Int) throws -> Tensor {
    variable(try base.tokens(at: positions, vocabulary: vocabulary))
  }

  /// Gradients don't go back through what earlier passes have kept.
  public var keepsCache: Bool { false }

  public func extended(_ name: String, after prefix: Int, by rows: Tensor) throws -> Tensor {
    throw EngineError("gradients don't go back through rows of \(name) that are kept")
  }

  public func kept(_ name: String, rows: Int, width: Int) throws -> Tensor {
    throw EngineError("gradients don't go back through rows of \(name) that are kept")
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    let view = try base.rows(range, of: tensor.base)
    return placed(view, Padding(row: range.lowerBound, in: tensor.shape), of: tensor)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    let view = try base.columns(range, of: tensor.base)
    return placed(view, Padding(column: range.lowerBound, in: tensor.shape), of: tensor)
  }

  /// A view, whose gradient stands where the view does.
  private func placed(_ view: Base.Tensor, _ padding: Padding, of tensor: Tensor) -> Tensor {
    remember([tensor], [view]) { [base] gradients, _ in
      [try gradients[0].map { try base.result(padding, $0) }]
    }[0]
  }

  public func repeating(
    _ count: Int, from state: [Tensor], _ body: (Int, [Tensor]) throws -> [Tensor]
  ) throws -> [Tensor] {
    try (0..<count).reduce(state) { state, index in try body(index, state) }
  }

  public func joining(
    _ chunks: Segmentation, _ body: (Range<Int>) throws -> [Tensor]
  ) throws -> [Tensor] {
    let pieces = try chunks.pieces.map(body)
    return try pieces[0].indices.map { index in try concatenate(pieces.map { $0[index] }) }
  }

  /// The gradients of a sum, of results times cotangents, with respect to tensors.
  ///
  /// - Parameters:
  ///   - results: Results of this tape, each with its cotangent, of the same shape.
  ///   - inputs: Variables or parameters of this tape, or results; `nil` where none is wanted.
  /// - Returns: `nil` where none is wanted or the sum doesn't depend on it.
  public func gradients(
    of results: [(tensor: Tensor, cotangent: Base.Tensor)], with inputs: [Tensor?]
  ) throws -> [Base.Tensor?] {
    var wanted = [Bool](repeating: false, count: nodes)
    for input in inputs { if let input { wanted[input.node] = true } }
    let kept = wanted
    for step in steps where step.inputs.contains(where: { wanted[$0] }) {
      for result in step.results { wanted[result] = true }
    }
    var gradients: [Int: Base.Tensor] = [:]
    func add(_ gradient: Base.Tensor, to node: Int) throws {
      let sum = try gradients[node].map { try base.result(Addition(nil), $0, gradient) }
      gradients[node] = sum ?? gradient
    }
    for (tensor, cotangent) in results { try add(cotangent, to: tensor.node) }
    for step in steps.reversed() {
      let wants = step.inputs.map { wanted[$0] }
      let ofResults = step.results.map { gradients[$0] }
      for result in step.results where !kept[result] { gradients[result] = nil }
      guard wants.contains(true), ofResults.contains(where: { $0 != nil }) else { continue }
      let ofInputs = try step.pullback(ofResults, wants)
      for (index, gradient) in ofInputs.enumerated() where wants[index] {
        if let gradient { try add(gradient, to: step.inputs[index]) }
      }
    }
    return inputs.map { input in input.flatMap { gradients[$0.node] } }
  }
}
