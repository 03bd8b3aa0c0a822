import Architectures
import Operations

/// A way to store weights that has a name of its own, as `--dtype` takes it.
public struct NamedWeightType: Sendable {
  public let name: String
  /// Bits of a matrix's weight, what scales it included; of a mixture, of what most tensors have.
  public let bitsPerWeight: Double
  /// What is stored.
  public let summary: String
  public let source: String

  private init(_ name: String, _ format: WeightFormat, _ summary: String, source: String) {
    self.name = name
    self.summary = summary
    self.source = source
    bitsPerWeight = format.bitsPerWeight
  }

  /// Every one that is known.
  public static let all: [NamedWeightType] =
    Dtype.formats.sorted { $0.key < $1.key }.map { name, named in
      NamedWeightType(
        name, named.format,
        "\(named.what); the layers' matrices, the rest is as wide as activations",
        source: named.source)
    }
    + LlamaCppMixture.allCases.map { mixture in
      let block = mixture.usual.block
      return NamedWeightType(
        mixture.rawValue, mixture.usual.format,
        "\(block.elements) weights in \(block.bytes) bytes, some tensors in other types",
        source: "ggml-org/llama.cpp, ggml-common.h and src/llama-quant.cpp")
    }
}
