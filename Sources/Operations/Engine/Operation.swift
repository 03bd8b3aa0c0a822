/// One thing an engine can be asked to do, and everything that is true of it on any device.
///
/// Inputs and results are matrices `[rows, columns]`. A parameter is an input like any other.
public protocol Operation: Hashable, Sendable {
  /// Its name in records and sentences, such as `attention`.
  static var name: String { get }

  /// The row of the cost table; `nil` for copies.
  var term: Term? { get }

  /// The shapes of the results.
  ///
  /// - Throws: ``EngineError`` when it can't be performed on such inputs, and why.
  func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape]

  /// How wide the results are stored, given how the inputs are.
  func role(of inputs: [StorageRole]) -> StorageRole

  /// Everything that one performance does, by kind.
  func charges(on inputs: [Operand]) -> [Charge]

  /// The pairs of query and key that charges may be for; `nil` where nothing is attended.
  func pairs(on inputs: [Operand]) -> AttendedPairs?

  /// What one performance moves: unless said otherwise, each input once and each result once.
  func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer]

  /// What its backward pass needs: unless said otherwise, the inputs that aren't parameters.
  func saved(on inputs: [Operand], results: [Shape]) -> SavedElements

  /// Elements of the engine's type that are in memory beside inputs and results while it is
  /// performed, kernel scratch left out.
  func transientElements(on inputs: [Operand]) -> UInt128

  /// How many steps wait for each other in it, where it moves something between positions.
  func sequentialDepth(on inputs: [Operand]) -> UInt128

  /// What it does, as simpler operations with inputs of their own; none unless it is several in one.
  func parts(on inputs: [Operand], results: [Shape]) -> [OperationPart]

  /// All that it does in a run of decoded tokens, each of which sees one key more than the one before;
  /// `nil` when it does the same for each.
  func decoding(_ tokens: Int) -> (any Operation)?

  /// Its definition, in `Double`, as plainly as the formula. The inputs have shapes that
  /// ``shapes(of:)`` takes.
  func evaluate(_ inputs: [Matrix]) throws -> [Matrix]

  /// The gradients of inputs, itself a program of operations, so that it is counted and run too.
  ///
  /// - Parameter pass: What was performed, and the gradients of its results.
  /// - Returns: One for each input; `nil` where it isn't wanted or is none.
  func pullback<E: Engine>(_ pass: Performed<E.Tensor>, on engine: E) throws -> [E.Tensor?]

  /// The same in simpler operations, for an engine that has no kernel for this one; `nil` when there
  /// is no such way.
  func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]?
}

/// An operation on inputs, as an account lists it.
public struct OperationPart {
  public let operation: any Operation
  public let inputs: [Operand]
  public let results: [Shape]

  public init(operation: any Operation, inputs: [Operand], results: [Shape]) {
    self.operation = operation
    self.inputs = inputs
    self.results = results
  }
}

/// An operation's inputs and results, and the gradients of the results.
public struct Performed<Tensor> {
  public let inputs: [Tensor]
  public let results: [Tensor]
  /// `nil` where nothing depends on a result.
  public let gradients: [Tensor?]
  /// Whether an input's gradient is wanted.
  public let wants: [Bool]
}

extension Operation {
  public var name: String { Self.name }

  public func role(of inputs: [StorageRole]) -> StorageRole { .stream }

  public func charges(on inputs: [Operand]) -> [Charge] { [] }

  public func pairs(on inputs: [Operand]) -> AttendedPairs? { nil }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    inputs.map(Transfer.read) + results.map(Transfer.written)
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements {
    SavedElements(tensors: inputs.reduce(0) { $1.parameter == nil ? $0 + $1.shape.count : $0 })
  }

  public func transientElements(on inputs: [Operand]) -> UInt128 { 0 }

  public func sequentialDepth(on inputs: [Operand]) -> UInt128 { 0 }

  public func parts(on inputs: [Operand], results: [Shape]) -> [OperationPart] { [] }

  public func decoding(_ tokens: Int) -> (any Operation)? { nil }

  /// The gradients of the simpler operations that this one is lowered to.
  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    let tape = Tape(engine)
    let inputs = pass.inputs.map(tape.variable)
    guard let results = try lowered(inputs, on: tape) else {
      throw EngineError("\(name) has no gradient; leave it out of what is trained")
    }
    return try tape.gradients(
      of: zip(results, pass.gradients).compactMap { result, gradient in
        gradient.map { (result, $0) }
      }, with: zip(inputs, pass.wants).map { $1 ? $0 : nil })
  }

  public func lowered<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> [E.Tensor]? { nil }

  /// Refuses another number of inputs.
  func require(_ count: Int, of inputs: [Shape]) throws(EngineError) {
    guard inputs.count == count else {
      throw EngineError("\(name) takes \(count) inputs, and got \(inputs.count)")
    }
  }

  /// Refuses a window that shows nothing.
  func requireWindow(of pattern: AttentionPattern?) throws(EngineError) {
    guard let window = pattern?.window else { return }
    try require(window > 0, "a window of \(window) keys shows nothing")
  }

  /// Refuses inputs with the sentence that follows the operation's name, unless the condition holds.
  func require(
    _ condition: Bool, _ sentence: @autoclosure () -> String
  ) throws(EngineError) {
    guard condition else { throw EngineError("\(name): \(sentence())") }
  }
}
