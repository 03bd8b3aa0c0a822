import Architectures
import CMachine

/// Runs a forward pass on this machine's processor, in `Float` or with bf16 products.
///
/// In bf16, weights are of this type, and so is what only attention or the feed-forward's second
/// product reads (``Architectures/Linear/yieldsActivations``). Everything on the residual stream
/// stays `Float`, and is rounded on its way into a product.
/// Products and layer normalisation are oneDNN's, with weights packed once; attention is our own
/// fused kernel, and so are products of bf16 where there are no matrix units. All run on one team of threads, whose size OpenMP keeps for the thread that sets
/// it: an engine is used from the thread that made it.
public final class CPUEngine: Engine {
  /// A matrix in a buffer: row r begins at `offset + r · stride`.
  public struct Tensor {
    let buffer: Buffer
    public let shape: Shape
    let offset: Int
    let stride: Int

    var type: ElementType { buffer.type }
    var isDense: Bool { stride == shape.columns || shape.rows <= 1 }

    /// The first element.
    var address: UnsafeMutableRawPointer { buffer.memory + offset * type.bytes }

    /// The first element, of a tensor of f32.
    var start: UnsafeMutablePointer<Float> { buffer.floats + offset }

    /// The first element, of a tensor of bf16.
    var halves: UnsafeMutablePointer<UInt16> { buffer.halves + offset }

    /// The first element of a row, of a tensor of f32.
    func row(_ index: Int) -> UnsafeMutablePointer<Float> { start + index * stride }
  }

  public let instructionSet: InstructionSet
  /// Of weights and activations.
  public let type: ElementType
  /// Called with every operation, as it was performed, when set.
  public var observer: ((Operation) -> Void)?
  public var keepsCache = false
  /// Multiply-adds that attention with stored scores has performed, masked ones included.
  public internal(set) var storedMultiplyAdds = 0

  let weights: any WeightSource
  let sequence: SequenceInput
  let pool = BufferPool()
  let liveTensors = LiveBytes()
  var packed: [String: PackedWeights] = [:]
  var plain: [String: Tensor] = [:]
  /// What each parameter takes that is held, packed or plain, without padding.
  var parameterBytes: [String: Int] = [:]
  var products: [ProductKey: PackedProduct] = [:]
  var plainProducts: [PlainProduct.Sizes: PlainProduct] = [:]
  var norms: [NormKey: RowNorm] = [:]
  var cache: [String: RowCache] = [:]
  var operationScratch = Scratch()
  var mixtureScratch = Scratch()
  var inputRows: Tensor?

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

  /// The values of a tensor, row after row.
  public func values(of tensor: Tensor) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(tensor.shape.rows * tensor.shape.columns)
    for row in 0..<tensor.shape.rows {
      tensor.withFloats(of: row) {
        values += UnsafeBufferPointer(start: $0, count: tensor.shape.columns)
      }
    }
    return values
  }

  public func constant(_ parameter: Parameter) throws -> Tensor {
    if let known = plain[parameter.name] { return known }
    let tensor = try tensor(weights.values(of: parameter), parameter.shape)
    plain[parameter.name] = tensor
    parameterBytes[parameter.name] = tensor.buffer.bytes
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
