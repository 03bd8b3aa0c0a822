import Architectures

/// Types of weights, activations and key-value cache as users write them.
///
///     try Dtype(parsing: "w4a16kv8")  // widths
///     try Dtype(parsing: "fp8")  // weights in 8 bits, the rest in 16
///     try Dtype(parsing: "q4_k_m-kv8")  // weights as llama.cpp stores them
///
/// A width needs no model; a type with blocks becomes bytes by a model's matrices.
public struct Dtype: Hashable, Sendable {
  /// How weights are stored.
  enum Weights: Hashable, Sendable {
    case bits(Int)
    /// The layers' matrices in a format, the rest as wide as activations.
    case format(WeightFormat)
    case mixture(LlamaCppMixture)
  }

  let weights: Weights
  let activations: Int
  let keyValues: Int

  /// What they are for a model.
  public func precision(of model: ModelConfiguration) -> Precision {
    let stored: StoredWeights
    switch weights {
    case .bits(let bits):
      return Precision(unchecked: bits, activations: activations, keyValues: keyValues)
    case .format(let format):
      stored = StoredWeights(format.name, of: model, vectorBits: activations) {
        $0.role.isInLayer ? format : .plain(activations)
      }
    case .mixture(let mixture):
      stored = StoredWeights(mixture.rawValue, of: model, vectorBits: 32) {
        mixture.type(of: $0, in: model).format
      }
    }
    return Precision(stored, activations: activations, keyValues: keyValues)
  }
}

extension Precision {
  /// What a file says of a model's types; 16 bits where it says nothing.
  public init(_ types: StoredTypes, of model: ModelConfiguration) {
    // Nothing computes in fewer than 16 bits throughout.
    let bits = types.bits ?? 16
    let activations = max(bits, 16)
    guard let quantization = types.quantization else {
      self.init(unchecked: bits, activations: activations, keyValues: activations)
      return
    }
    let stored = StoredWeights(quantization.name, of: model, vectorBits: activations) {
      quantization.format(of: $0, in: model.family) ?? .plain(activations)
    }
    self.init(
      stored, activations: activations, keyValues: quantization.keyValueBits ?? activations)
  }
}
