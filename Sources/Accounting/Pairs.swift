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

  /// Twice the number of pairs.
  fileprivate func doubled(_ attention: AttendedPairs) -> UInt128 {
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

/// Pairs as a rule counts them: what all charges for them have in common.
struct CountedPairs {
  private enum Count {
    /// Twice their number, which is whole where the number may not be.
    case doubled(UInt128)
    /// What a kernel does for one head.
    case executed(AttentionTiling.Executed)
  }

  private let count: Count
  private let headWidth: Int

  init(_ attended: AttendedPairs, by rule: Pairs) {
    headWidth = attended.pattern.headWidth
    if case .tiles(let tiling) = rule {
      count = .executed(tiling.executed(attended))
    } else {
      count = .doubled(rule.doubled(attended))
    }
  }

  /// Units of a charge, for all of them if it is for pairs.
  func amount(of charge: Charge) -> UInt128 {
    guard charge.side != nil else { return charge.amount }
    switch count {
    case .doubled(let pairs): return charge.amount * pairs / 2
    case .executed(let head):
      guard charge.work == .attentionMultiplyAdd else {
        return UInt128(charge.rows) * head.scores / UInt128(headWidth)
      }
      return UInt128(charge.rows) * (charge.side == .weightedSum ? head.weightedSum : head.scores)
    }
  }
}
