import Architectures

/// Which pairs of query and key a convention counts.
public enum Pairs: Hashable, Sendable {
  /// All of them, whatever the mask and the window.
  case all
  /// Queries times keys, at most the window's keys each; the mask isn't looked at.
  case withinWindow
  /// Exactly those that mask and window admit.
  case admitted
  /// Half of all, whatever the mask.
  case half
  /// Half of all under a causal mask, all otherwise.
  case halfIfCausal
  /// Half of what stands within the window under a causal mask, all otherwise.
  case halfWithinWindowIfCausal
  /// Those in the tiles that a kernel computes.
  case tiles(AttentionTiling)

  /// Twice the number of pairs, which is whole where the number may not be.
  func doubled(_ attention: Operation.Attention) -> UInt128 {
    let (queries, keys) = (attention.queries, attention.keys)
    let pattern = attention.pattern
    let all = UInt128(queries) * UInt128(keys)
    let inWindow = UInt128(queries) * UInt128(min(keys, pattern.window ?? keys))
    let isCausal = pattern.mask == .causal
    switch self {
    case .all, .tiles: return 2 * all
    case .withinWindow: return 2 * inWindow
    case .admitted: return 2 * pattern.pairs(queries: queries, keys: keys)
    case .half: return all
    case .halfIfCausal: return isCausal ? all : 2 * all
    case .halfWithinWindowIfCausal: return isCausal ? inWindow : 2 * all
    }
  }
}
