import Architectures
import ArgumentParser
import Checkpoints
import CommandLineKit
import Kernels
import Operations

/// What a sweep times: a preset or a configuration on random weights, or a checkpoint.
struct SweepSubject {
  let transformer: Transformer
  /// The model with all its layers.
  let whole: ModelConfiguration
  private let checkpoint: Checkpoint?
  private let notes: [String]

  /// - Throws: A usage error when both a model and a checkpoint are given, the checkpoint can't be
  ///   read, or the model has fewer layers.
  init(
    _ arguments: ModelArguments, weights folder: String?, layers: LayerChoice?, logits: Logits?
  ) throws {
    guard folder == nil || !arguments.isGiven else {
      throw ValidationError(
        "--weights takes the model of the folder's config.json; leave out --model and --set")
    }
    let checkpoint = try explainingBadFiles { try folder.map { try Checkpoint(folder: $0) } }
    var model = try checkpoint?.configuration.model ?? arguments.model
    whole = model
    let count = try Self.count(layers ?? (logits == nil ? .count(1) : .all), of: model)
    if let logits {
      model.layers = count
      transformer = Transformer(model, logits: logits)
    } else {
      transformer = Transformer(model, scope: .layers(count))
    }
    self.checkpoint = checkpoint
    notes = try checkpoint?.notes ?? arguments.notes
  }

  private static func count(_ layers: LayerChoice, of model: ModelConfiguration) throws -> Int {
    switch layers {
    case .all: return model.layers
    case .count(let count):
      guard count <= model.layers else {
        throw ValidationError(
          "--layers \(count) is more than \(model.name) has; it has \(model.layers)")
      }
      return count
    }
  }

  /// Says on standard error where the model comes from.
  func printNotes() { StandardError.note(notes) }

  /// The checkpoint's folder, as records name it; `nil` for random weights.
  var weightsName: String? { checkpoint?.folder }

  /// The checkpoint's values, with random ones for a memory; `nil` for random weights.
  func weights(seed: UInt64) throws -> (name: String, source: any WeightSource)? {
    guard let checkpoint else { return nil }
    let weights = try explainingBadFiles {
      try CheckpointWeights(checkpoint, for: transformer, memory: RandomWeights(seed: seed))
    }
    return (checkpoint.folder, weights)
  }
}
