import Architectures
import CMachine

/// Runs a forward pass on this machine's processor, in `Float`.
///
/// Products and layer normalisation are oneDNN's, with weights packed once; attention is our own
/// fused kernel. All run on one team of threads, whose size OpenMP keeps for the thread that sets
/// it: an engine is used from the thread that made it.
public final class CPUEngine: Engine {
  /// A matrix in a buffer: row r begins at `offset + r · stride`.
  public struct Tensor {
    let buffer: Buffer
    public let shape: Shape
    let offset: Int
    let stride: Int

    var start: UnsafeMutablePointer<Float> { buffer.values + offset }
    var isDense: Bool { stride == shape.columns || shape.rows <= 1 }

    func row(_ index: Int) -> UnsafeMutablePointer<Float> { start + index * stride }
  }

  public let instructionSet: InstructionSet
  /// Called with every operation, as it was performed, when set.
  public var observer: ((Operation) -> Void)?
  public var keepsCache = false

  let weights: any WeightSource
  let sequence: SequenceInput
  let pool = BufferPool()
  let liveTensors = LiveBytes()
  var packed: [String: PackedWeights] = [:]
  var plain: [String: Tensor] = [:]
  /// How many elements each parameter has that is held, packed or plain.
  var parameterCounts: [String: Int] = [:]
  var products: [ProductKey: PackedProduct] = [:]
  var norms: [NormKey: RowNorm] = [:]
  var cache: [String: RowCache] = [:]
  var operationScratch = Scratch()
  var mixtureScratch = Scratch()
  var inputRows: Tensor?

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

  /// The values of a tensor, row after row.
  public func values(of tensor: Tensor) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(tensor.shape.rows * tensor.shape.columns)
    for row in 0..<tensor.shape.rows {
      values += UnsafeBufferPointer(start: tensor.row(row), count: tensor.shape.columns)
    }
    return values
  }

  public func constant(_ parameter: Parameter) throws -> Tensor {
    if let known = plain[parameter.name] { return known }
    let tensor = try tensor(weights.values(of: parameter), parameter.shape)
    plain[parameter.name] = tensor
    parameterCounts[parameter.name] = tensor.buffer.count
    return tensor
  }

  public func repeating(
    _ count: Int, from state: Tensor, _ body: (Int, Tensor) throws -> Tensor
  ) throws -> Tensor {
    var state = state
    for index in 0..<count { state = try body(index, state) }
    return state
  }
}
