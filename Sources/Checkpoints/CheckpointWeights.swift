import Architectures
import Operations

/// A checkpoint's values for the parameters of one model.
public struct CheckpointWeights: WeightSource {
  public let checkpoint: Checkpoint
  private let memory: any WeightSource

  /// Checks that the checkpoint has every parameter of the model, before any is read.
  ///
  /// - Parameters:
  ///   - transformer: The model or its first layers; made from the checkpoint's configuration.
  ///   - memory: The rows a recurrent memory starts from, which no checkpoint of these families
  ///     holds.
  /// - Throws: ``CheckpointError``: the first tensor that is missing or has another shape.
  public init(
    _ checkpoint: Checkpoint, for transformer: Transformer, memory: any WeightSource
  ) throws(CheckpointError) {
    try checkpoint.check(transformer.parameters)
    self.checkpoint = checkpoint
    self.memory = memory
  }

  public func values(of parameter: Parameter) throws -> [Float] {
    parameter.kind == .memory
      ? try memory.values(of: parameter) : try checkpoint.values(of: parameter)
  }
}
