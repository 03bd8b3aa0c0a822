import CMachine
import Operations

/// Runs a forward pass on this machine's processor, in `Float` or with bf16 products.
///
/// In bf16, weights are of this type, and so is what a program stores as an activation
/// (``Operations/StorageRole``). Everything on the residual stream stays `Float`, and is rounded on
/// its way into a product. An operation's kernel is found by its type (``CPUKernel``); one without is
/// lowered to simpler ones. Products and layer normalisation are oneDNN's, with weights packed once;
/// attention is our own fused kernel. All run on one team of threads, whose size OpenMP keeps for the
/// thread that sets it: an engine is used from the thread that made it.
public final class CPUEngine: Engine {
  public struct Tensor: EngineTensor {
    /// Where the elements are.
    enum Content {
      case matrix(StridedMatrix)
      /// Nowhere yet: a kernel asks for the form it reads.
      case parameter(Parameter)
      /// Rows of a table, one below the other.
      case indices([Int])
    }

    public let shape: Shape
    let content: Content
    /// What kind of parameter it is, or part of one.
    private let kind: Parameter.Kind?

    init(_ matrix: StridedMatrix, ofParameter kind: Parameter.Kind? = nil) {
      shape = matrix.shape
      content = .matrix(matrix)
      self.kind = kind
    }

    init(_ parameter: Parameter) {
      shape = parameter.shape
      content = .parameter(parameter)
      kind = parameter.kind
    }

    init(indices: [Int]) {
      shape = Shape(rows: indices.count, columns: 1)
      content = .indices(indices)
      kind = nil
    }

    var operand: Operand { Operand(shape, parameter: kind) }
  }

  public let instructionSet: InstructionSet
  /// Of weights and activations.
  public let type: ElementType
  /// Called with every operation that a kernel has performed, when set.
  public var observer: ((any Operation, [Operand]) -> Void)?
  /// Names of the operations that had no kernel and were put in simpler ones.
  public private(set) var loweredOperations: Set<String> = []
  public var keepsCache = false
  /// Multiply-adds that attention with stored scores has performed, masked ones included.
  public internal(set) var storedMultiplyAdds = 0

  let weights: any WeightSource
  /// What stands at the positions that passes read from now on.
  public var sequence: SequenceInput { didSet { inputRows = nil } }
  let pool = BufferPool()
  let liveTensors = LiveBytes()
  let liveTemporaries = LiveBytes()
  var packed: [String: PackedWeights] = [:]
  var plain: [String: StridedMatrix] = [:]
  /// What each parameter takes that is held, packed or plain, without padding.
  var parameterBytes: [String: Int] = [:]
  /// What products and norms need in every layer, found in a fraction of the time of the others.
  var products: [ProductKey: PackedProduct] = [:]
  var norms: [NormKey: RowNorm] = [:]
  var reusables: [AnyHashable: AnyObject] = [:]
  var cache: [String: RowCache] = [:]
  var operationScratch = Scratch()
  var mixtureScratch = Scratch()
  var inputRows: StridedMatrix?

  /// - Parameters:
  ///   - threads: Size of the team.
  ///   - type: Of weights and activations; the processor has instructions for it.
  ///   - instructionSet: For our own kernels in f32; oneDNN chooses for itself.
  public init(
    weights: any WeightSource, input: SequenceInput, threads: Int, type: ElementType = .f32,
    instructionSet: InstructionSet = .best
  ) {
    precondition(type.isAvailable, "the processor has no instructions for \(type)")
    self.type = type
    self.weights = weights
    self.sequence = input
    self.instructionSet = instructionSet
    cc_team_set_size(Int32(threads))
  }

  public func perform(_ operation: some Operation, on inputs: [Tensor]) throws -> [Tensor] {
    let shapes = try operation.shapes(of: inputs.map(\.shape))
    guard let kernel = operation as? any CPUKernel else {
      guard let results = try operation.lowered(inputs, on: self) else {
        throw EngineError.cannotPerform(operation, CPUKernels().name)
      }
      loweredOperations.insert(operation.name)
      return results
    }
    let results = try kernel.run(inputs, shapes, on: self)
    observer?(operation, inputs.map(\.operand))
    return results.map { Tensor($0) }
  }

  /// Begins to note anew which operations are lowered.
  public func forgetLoweredOperations() { loweredOperations = [] }

  public func parameter(_ parameter: Parameter) -> Tensor {
    Tensor(parameter)
  }

  /// The elements of a tensor in memory; a parameter's are f32, and kept from now on.
  func matrix(_ tensor: Tensor) throws -> StridedMatrix {
    switch tensor.content {
    case .matrix(let matrix): return matrix
    case .parameter(let parameter):
      if let known = plain[parameter.name], known.shape == parameter.shape { return known }
      let matrix = try self.matrix(weights.values(of: parameter), parameter.shape)
      plain[parameter.name] = matrix
      parameterBytes[parameter.name] = matrix.buffer.bytes
      return matrix
    case .indices(let indices):
      return try matrix(indices.map(Float.init), tensor.shape)
    }
  }

  public func rows(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    try tensor.shape.checkRows(range)
    // They stay whole numbers, however large.
    if case .indices(let indices) = tensor.content, !range.isEmpty {
      return Tensor(indices: Array(indices[range]))
    }
    return Tensor(try matrix(tensor).rows(range), ofParameter: tensor.operand.parameter)
  }

  public func columns(_ range: Range<Int>, of tensor: Tensor) throws -> Tensor {
    try tensor.shape.checkColumns(range)
    return Tensor(try matrix(tensor).columns(range), ofParameter: tensor.operand.parameter)
  }

  /// The values of a tensor, row after row.
  public func values(of tensor: Tensor) throws -> [Float] {
    let matrix = try matrix(tensor)
    var values: [Float] = []
    values.reserveCapacity(matrix.shape.rows * matrix.shape.columns)
    for row in 0..<matrix.shape.rows {
      matrix.withFloats(of: row) {
        values += UnsafeBufferPointer(start: $0, count: matrix.shape.columns)
      }
    }
    return values
  }

  /// Values as a tensor, which isn't counted among the results of operations.
  public func tensor(_ values: [Float], _ shape: Shape) throws -> Tensor {
    Tensor(try matrix(values, shape))
  }

  /// What is made once for a key and used again, such as a kernel for one number of rows.
  func reusable<Key: Hashable, Value: AnyObject>(
    _ key: Key, _ make: () throws -> Value
  ) rethrows -> Value {
    let key = AnyHashable(key)
    if let known = reusables[key] as? Value { return known }
    let made = try make()
    reusables[key] = made
    return made
  }

  public func repeating(
    _ count: Int, from state: [Tensor], _ body: (Int, [Tensor]) throws -> [Tensor]
  ) throws -> [Tensor] {
    // What a loop carries is what operations have made, also where it begins with a parameter.
    var state = try count == 0 ? state : state.map { Tensor(try matrix($0)) }
    for index in 0..<count { state = try body(index, state) }
    return state
  }
}
