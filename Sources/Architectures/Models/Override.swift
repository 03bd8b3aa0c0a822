/// A field that can be changed by name, and what can stand behind it.
enum Override: String, CaseIterable, CustomStringConvertible {
  case layers
  case hidden
  case heads
  case keyValueHeads = "kv"
  case headWidth = "head-width"
  case feedForward = "ffn"
  case vocabulary = "vocab"
  case embedding
  case positions
  case window
  case experts
  case active
  case gated
  case tied
  case name

  enum Kind {
    case number(ClosedRange<Int>)
    case numberOrNone(ClosedRange<Int>)
    case flag
    case text
  }

  var kind: Kind {
    let limits = ModelConfiguration.Limits.self
    return switch self {
    case .layers: .number(limits.layers)
    case .hidden, .headWidth, .feedForward, .embedding: .number(limits.widths)
    case .heads, .keyValueHeads: .number(limits.heads)
    case .vocabulary: .number(limits.vocabulary)
    case .positions: .number(limits.positions)
    case .window: .numberOrNone(limits.positions)
    case .experts: .numberOrNone(limits.experts)
    case .active: .number(limits.experts)
    case .gated, .tied: .flag
    case .name: .text
    }
  }

  var description: String { rawValue }
}
