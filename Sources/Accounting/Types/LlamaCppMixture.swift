import Architectures
import Operations

/// A file type of llama.cpp's `llama-quantize`: which tensor gets which type.
///
/// By the rules of `src/llama-quant.cpp` (ggml-org/llama.cpp, 2026) for a model that is quantised from
/// a wider one without further options. Types that need an importance matrix are taken to have one,
/// the others not. Norms, biases, positions and routers stay in 32 bits.
public enum LlamaCppMixture: String, Hashable, Sendable, CaseIterable {
  case f16 = "gguf-f16"
  case q40 = "q4_0"
  case q41 = "q4_1"
  case q50 = "q5_0"
  case q51 = "q5_1"
  case q80 = "q8_0"
  case q2K = "q2_k"
  case q2KS = "q2_k_s"
  case q3KS = "q3_k_s"
  case q3KM = "q3_k_m"
  case q3KL = "q3_k_l"
  case q4KS = "q4_k_s"
  case q4KM = "q4_k_m"
  case q5KS = "q5_k_s"
  case q5KM = "q5_k_m"
  case q6K = "q6_k"
  case iq1S = "iq1_s"
  case iq1M = "iq1_m"
  case iq2XXS = "iq2_xxs"
  case iq2XS = "iq2_xs"
  case iq2S = "iq2_s"
  case iq2M = "iq2_m"
  case iq3XXS = "iq3_xxs"
  case iq3XS = "iq3_xs"
  case iq3S = "iq3_s"
  case iq3M = "iq3_m"
  case iq4NL = "iq4_nl"
  case iq4XS = "iq4_xs"

  /// The file type of that name, or of the short one that `llama-quantize` takes for it.
  public init?(named name: String) {
    let aliases = ["q3_k": "q3_k_m", "q4_k": "q4_k_m", "q5_k": "q5_k_m"]
    self.init(rawValue: aliases[name] ?? name)
  }

  /// What tensors get that no rule speaks of.
  var usual: LlamaCppType {
    switch self {
    case .f16: .f16
    case .q40: .q40
    case .q41: .q41
    case .q50: .q50
    case .q51: .q51
    case .q80: .q80
    case .q2K, .q2KS: .q2K
    case .q3KS, .q3KM, .q3KL: .q3K
    case .q4KS, .q4KM: .q4K
    case .q5KS, .q5KM: .q5K
    case .q6K: .q6K
    case .iq1S: .iq1S
    case .iq1M: .iq1M
    case .iq2XXS: .iq2XXS
    case .iq2XS, .iq2S: .iq2XS
    case .iq2M: .iq2S
    case .iq3XXS: .iq3XXS
    case .iq3XS, .iq3S, .iq3M: .iq3S
    case .iq4NL: .iq4NL
    case .iq4XS: .iq4XS
    }
  }

  /// The types of one or two bits, which have rules of their own.
  private var isTiny: Bool {
    switch self {
    case .iq1S, .iq1M, .iq2XXS, .iq2XS, .iq2S, .iq2M: true
    default: false
    }
  }

  /// The type of a model's tensor.
  public func type(of matrix: WeightMatrix, in model: ModelConfiguration) -> LlamaCppType {
    switch matrix.role {
    case .positions, .router: return .f32
    default: break
    }
    guard self != .f16 else { return .f16 }
    let place = Place(matrix, in: model)
    let type: LlamaCppType =
      switch matrix.role {
      case .vocabulary: ofOutput(inputs: matrix.inputs)
      case .embedding:
        // A file without a matrix of its own for the output is taken to share the table.
        model.tiesEmbedding || model.head != .vocabulary
          ? ofOutput(inputs: matrix.inputs) : ofEmbedding
      default: isTiny ? tinyType(place) : usualType(place)
      }
    return type.fitting(rowsOf: matrix.inputs)
  }

  private func ofOutput(inputs: Int) -> LlamaCppType {
    if !inputs.isMultiple(of: usual.block.elements) { return .q80 }
    if isTiny || self == .iq3XXS { return .q5K }
    return usual == .q80 ? .q80 : .q6K
  }

  private var ofEmbedding: LlamaCppType {
    switch self {
    case .iq2XXS, .iq2XS, .iq1S, .iq1M: .q2K
    case .iq2S, .iq2M, .iq3XXS: .iq3S
    default: usual
    }
  }

  /// Where a tensor stands, as the rules ask for it.
  private struct Place {
    let role: WeightRole
    let layer: Int
    let layers: Int
    /// Heads of queries for each of keys and values.
    let group: Int
    let experts: Int
    /// Llama 2 and 3 with 70 thousand million parameters, known by their layers.
    let is70B: Bool

    init(_ matrix: WeightMatrix, in model: ModelConfiguration) {
      role = matrix.role
      layer = matrix.layer ?? 0
      layers = model.layers
      group = model.heads / model.keyValueHeads
      experts = model.experts?.count ?? 0
      is70B = model.layers == 80 && model.keyValueHeads < model.heads
    }

    /// The first and the last eighth, and each third layer between them.
    var hasMoreBits: Bool {
      layer < layers / 8 || layer >= 7 * layers / 8 || (layer - layers / 8) % 3 == 2
    }
    var isInFirstEighth: Bool { layer < layers / 8 }
    var isInMiddle: Bool { layer >= layers / 8 && layer < 7 * layers / 8 }
  }

  private func tinyType(_ place: Place) -> LlamaCppType {
    let isLargest = self == .iq2S || self == .iq2M
    switch place.role {
    case .value, .queryKeyValue:
      return place.group >= 4 || place.experts >= 4 ? .q4K : isLargest ? .iq3S : .q2K
    case .key where place.experts == 8: return .q4K
    case .down where place.isInFirstEighth: return isLargest ? .iq3S : .q2K
    case .output where place.experts == 8: return .q5K
    case .output where self == .iq1S || self == .iq1M: return .iq2XXS
    case .output where isLargest: return .iq3S
    default: return usual
    }
  }

  private func usualType(_ place: Place) -> LlamaCppType {
    switch place.role {
    case .value, .queryKeyValue: valueType(place)
    case .key where place.experts == 8: .q80
    case .key, .query:
      self == .iq3XS ? .iq3XXS : self == .iq3XXS ? .iq2S : usual
    case .down: downType(place)
    case .output: outputType(place)
    case .gate, .up: self == .iq3XS && place.isInMiddle ? .iq3XXS : usual
    default: usual
    }
  }

  private func valueType(_ place: Place) -> LlamaCppType {
    let isGrouped = place.group >= 4
    var type = usual
    switch self {
    case .q2K: type = isGrouped ? .q4K : .q3K
    case .q2KS where isGrouped: type = .q4K
    case .iq3XXS, .iq3XS, .iq3S: if isGrouped { type = .q4K }
    case .iq3M: type = .q4K
    case .q3KM: type = place.layer < 2 ? .q5K : .q4K
    case .q3KL: type = .q5K
    case .iq4NL, .iq4XS: if isGrouped { type = .q5K }
    case .q4KM, .q5KM: if place.hasMoreBits { type = .q6K }
    case .q4KS: if place.layer < 4 { type = .q5K }
    default: break
    }
    if place.is70B, type == .q3K || type == .q4K { type = .q5K }
    return place.experts == 8 ? .q80 : type
  }

  private func downType(_ place: Place) -> LlamaCppType {
    switch self {
    case .q2K: .q3K
    case .q2KS where place.isInFirstEighth: .q4K
    case .q3KM: place.layer < place.layers / 16 ? .q5K : .q4K
    case .iq3M where place.isInFirstEighth || (place.experts == 8 && place.hasMoreBits): .q4K
    case .q3KL: .q5K
    case .q4KM, .q5KM: place.hasMoreBits ? .q6K : usual
    case .iq4NL, .iq4XS, .q4KS: place.isInFirstEighth ? .q5K : usual
    default: usual
    }
  }

  private func outputType(_ place: Place) -> LlamaCppType {
    if place.experts == 8 {
      switch self {
      case .q2K, .iq3XS, .iq3XXS, .q3KS, .q3KM, .iq4NL, .q4KS, .q4KM, .iq3S, .iq3M, .iq4XS:
        return .q5K
      default: return usual
      }
    }
    switch self {
    case .q2K: return .q3K
    case .iq3XXS: return .iq3S
    case .q3KM, .iq3M: return .q4K
    case .q3KL: return .q5K
    default: return usual
    }
  }
}
