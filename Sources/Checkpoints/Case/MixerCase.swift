import Architectures

/// What another program made of small inputs and weights, in a safetensors file.
///
/// Tensors are `F32`, or `I64` for indices, masks and counts:
/// - `input.X` and `weight.X`; a weight is trained if and only if there is `grad.X`;
/// - `output`, and `cotangent` of its shape; or `loss`, a single number;
/// - `grad.X`, of the shape of the input or weight X (no name is both): the gradient of
///   sum(output · cotangent), or of the loss;
/// - `intermediate.X`, what was made on the way.
///
/// The metadata's `contextcost` is JSON: `{"architecture": …, "part": …, "settings": {…}}`.
///
/// **Samples.** The metadata's `batch` (1 when absent) is the number of samples. From two on, inputs
/// and the output begin with an axis of that size. A single sample may leave the axis out: it is
/// there if inputs and output all begin with 1 and one of them has three axes or more, since rows
/// of one position, `[1, width]`, have two.
public struct MixerCase: Sendable {
  public let path: String
  /// Which architecture, such as `linformer`.
  public let architecture: String
  /// Which part of it, such as `mixer` or `layer`.
  public let part: String
  /// To be copied and read; see ``CaseSettings``.
  public let settings: CaseSettings
  /// By name without `input.`, with the batch axis where there is one.
  public let inputs: [String: CaseTensor]
  /// By name without `weight.`; those of each sample begin with its axis too.
  public let weights: [String: CaseTensor]
  /// By name without `intermediate.`.
  public let intermediates: [String: CaseTensor]
  /// By name of the input or weight.
  public let gradients: [String: CaseTensor]
  public let output: CaseTensor?
  public let cotangent: CaseTensor?
  public let loss: CaseTensor?
  /// How many samples there are.
  public let samples: Int
  /// Whether inputs, output, cotangent and gradients of inputs begin with an axis of samples.
  public let hasBatchAxis: Bool

  /// Reads a whole file.
  ///
  /// - Throws: A sentence that names the file when it can't be read, doesn't hold a case, or
  ///   contradicts itself.
  public init(path: String) throws(CheckpointError) {
    let file = try SafetensorsFile(path: path)
    let request = try CaseRequest(file)
    let tensors = try CaseTensors(file)
    self.path = path
    architecture = request.architecture
    part = request.part
    settings = CaseSettings(request.settings, of: request.architecture, in: path)
    inputs = tensors.inputs
    weights = tensors.weights
    intermediates = tensors.intermediates
    gradients = tensors.gradients
    output = tensors.output
    cotangent = tensors.cotangent
    loss = tensors.loss
    let batch = try CaseBatch(file, tensors)
    samples = batch.samples
    hasBatchAxis = batch.hasAxis
  }

  /// Whether a weight is trained, so that its gradient is known; the others are given.
  public func isTrained(_ weight: String) -> Bool {
    weights[weight] != nil && gradients[weight] != nil
  }

  /// A weight by name.
  ///
  /// - Throws: When there is none of that name.
  public func weight(_ name: String) throws(CheckpointError) -> CaseTensor {
    guard let tensor = weights[name] else { throw missing("weight.\(name)") }
    return tensor
  }

  /// One sample of an input, without the axis of samples.
  ///
  /// - Throws: When there is none of that name, or no such sample.
  public func input(_ name: String, sample: Int) throws(CheckpointError) -> CaseTensor {
    guard let tensor = inputs[name] else { throw missing("input.\(name)") }
    return try self.sample(sample, of: tensor)
  }

  /// What the output of one sample is to be, without the axis of samples.
  ///
  /// - Throws: When the case has a loss instead, or no such sample.
  public func output(sample: Int) throws(CheckpointError) -> CaseTensor {
    guard let output else { throw missing("output") }
    return try self.sample(sample, of: output)
  }

  /// The factors of one sample's output in the sum that gradients are of.
  ///
  /// - Throws: When there is none, or no such sample.
  public func cotangent(sample: Int) throws(CheckpointError) -> CaseTensor {
    guard let cotangent else { throw missing("cotangent") }
    return try self.sample(sample, of: cotangent)
  }

  private func sample(_ sample: Int, of tensor: CaseTensor) throws(CheckpointError) -> CaseTensor {
    guard (0..<samples).contains(sample) else {
      throw tensor.error("is of samples 0 to \(samples - 1), and \(sample) is asked for")
    }
    return hasBatchAxis ? try tensor.at(sample) : tensor
  }

  func missing(_ name: String) -> CheckpointError {
    CheckpointError(path, tensor: name, "is missing, which this architecture needs")
  }
}
