import Architectures
import Operations

/// A type of llama.cpp's tensors: blocks of elements in a row, with their scales inside.
///
/// Sizes as `ggml-common.h` defines the blocks and `ggml.c` lists them (ggml-org/llama.cpp).
public enum LlamaCppType: String, Hashable, Sendable, CaseIterable {
  case f32, f16
  case q40 = "q4_0"
  case q41 = "q4_1"
  case q50 = "q5_0"
  case q51 = "q5_1"
  case q80 = "q8_0"
  case q2K = "q2_k"
  case q3K = "q3_k"
  case q4K = "q4_k"
  case q5K = "q5_k"
  case q6K = "q6_k"
  case iq1S = "iq1_s"
  case iq1M = "iq1_m"
  case iq2XXS = "iq2_xxs"
  case iq2XS = "iq2_xs"
  case iq2S = "iq2_s"
  case iq3XXS = "iq3_xxs"
  case iq3S = "iq3_s"
  case iq4NL = "iq4_nl"
  case iq4XS = "iq4_xs"

  /// Elements and bytes of a block.
  public var block: (elements: Int, bytes: Int) {
    switch self {
    case .f32: (1, 4)
    case .f16: (1, 2)
    // A scale of 2 bytes, and a minimum of 2 where there is one; the fifth bits apart.
    case .q40, .iq4NL: (32, 2 + 16)
    case .q41: (32, 4 + 16)
    case .q50: (32, 2 + 4 + 16)
    case .q51: (32, 4 + 4 + 16)
    case .q80: (32, 2 + 32)
    // Scales of sub-blocks, quants, and the blocks' own scale and minimum.
    case .q2K: (256, 16 + 64 + 4)
    case .q3K: (256, 32 + 64 + 12 + 2)
    case .q4K: (256, 4 + 12 + 128)
    case .q5K: (256, 4 + 12 + 32 + 128)
    case .q6K: (256, 128 + 64 + 16 + 2)
    case .iq1S: (256, 2 + 32 + 16)
    case .iq1M: (256, 32 + 16 + 8)
    case .iq2XXS: (256, 2 + 64)
    case .iq2XS: (256, 2 + 64 + 8)
    case .iq2S: (256, 2 + 64 + 16)
    case .iq3XXS: (256, 2 + 96)
    case .iq3S: (256, 2 + 64 + 8 + 32 + 4)
    case .iq4XS: (256, 2 + 2 + 4 + 128)
    }
  }

  /// The same as a format.
  public var format: WeightFormat {
    WeightFormat(rawValue, elements: block.elements, bits: 8 * block.bytes)
  }

  /// What `llama-quantize` takes where a row isn't a whole number of blocks.
  func fitting(rowsOf columns: Int) -> LlamaCppType {
    guard !columns.isMultiple(of: block.elements) else { return self }
    let other: LlamaCppType =
      switch self {
      case .iq1S, .iq1M, .iq2XXS, .iq2XS, .iq2S, .iq3XXS, .iq3S, .iq4XS: .iq4NL
      case .q2K, .q3K: .q40
      case .q4K: .q50
      case .q5K: .q51
      case .q6K: .q80
      default: .f16
      }
    return columns.isMultiple(of: other.block.elements) ? other : .f16
  }
}
