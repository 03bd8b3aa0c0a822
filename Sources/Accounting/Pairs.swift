import Architectures
import Operations

/// Which pairs of query and key a convention counts.
public enum Pairs: Hashable, Sendable {
  /// All of them, whatever the mask and the window.
  case all
  /// Queries times keys, at most the window's keys each; the mask isn't looked at.
  case withinWindow
  /// Exactly those that mask and window admit.
  case admitted
  /// Half of all, whatever the mask; of positions that are in the cache, all.
  case half
  /// The same under a causal mask, all pairs otherwise.
  case halfIfCausal
  /// The same of what stands within the window under a causal mask, all pairs otherwise.
  case halfWithinWindowIfCausal
  /// Those in the tiles that a kernel computes.
  case tiles(AttentionTiling)

  /// Units of a charge for all pairs that are counted.
  @inline(__always)
  func amount(of charge: Charge, for attended: AttendedPairs) -> UInt128 {
    guard case .tiles(let tiling) = self else {
      return charge.amount * doubled(attended) / 2
    }
    let head = tiling.executed(attended)
    guard charge.work == .attentionMultiplyAdd else {
      return UInt128(charge.rows) * head.scores / UInt128(attended.pattern.headWidth)
    }
    return UInt128(charge.rows) * (charge.side == .scores ? head.scores : head.weightedSum)
  }

  /// Twice the number of pairs, which is whole where the number may not be.
  func doubled(_ attention: AttendedPairs) -> UInt128 {
    attention.sum(doubledInOneStep)
  }

  private func doubledInOneStep(_ attention: AttendedPairs) -> UInt128 {
    let (queries, keys) = (attention.queries, attention.keys)
    let pattern = attention.pattern
    let inWindow = min(keys, pattern.window ?? keys)
    let isCausal = pattern.mask == .causal
    switch self {
    case .all, .tiles: return 2 * elements(queries, keys)
    case .withinWindow: return 2 * elements(queries, inWindow)
    case .admitted: return 2 * pattern.pairs(queries: queries, keys: keys)
    case .half: return Self.doubledHalf(queries, keys)
    case .halfIfCausal:
      return isCausal ? Self.doubledHalf(queries, keys) : 2 * elements(queries, keys)
    case .halfWithinWindowIfCausal:
      return isCausal ? Self.doubledHalf(queries, inWindow) : 2 * elements(queries, keys)
    }
  }

  /// Twice half of the square that the queries make with their own keys, and all pairs with keys
  /// before them: 2·(q·p + q²/2) for q queries after p keys, which is q·k where there are none.
  private static func doubledHalf(_ queries: Int, _ keys: Int) -> UInt128 {
    let own = min(queries, keys)
    return 2 * elements(queries, keys) - elements(own, queries > keys ? queries : own)
  }
}
