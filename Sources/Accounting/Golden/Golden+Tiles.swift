import Architectures
import Operations

/// What the attention kernel performs for one head of 64 columns.
///
/// The numbers are a walk through the kernel's loops: tiles of 6 queries; scores for whole panels of
/// 64 keys; the weighted sum for the keys that the tile's last query sees.
extension Golden {
  private typealias Row = (
    positions: Int, mask: AttentionMask, scores: UInt128, weightedSum: UInt128
  )

  private static let walked: [Row] = [
    (100, .causal, 589_824, 351_744),
    (100, .full, 835_584, 652_800),
    (2048, .causal, 139_198_464, 135_134_976),
    (2048, .full, 268_959_744, 268_959_744),
    (5000, .causal, 812_187_648, 802_239_744),
    (5000, .full, 1_619_214_336, 1_601_280_000),
  ]

  static let tiles: [GoldenCheck] = walked.flatMap { row in
    let subject = GoldenSubject.attention(
      AttentionPattern(heads: 1, headWidth: 64, mask: row.mask), queries: row.positions,
      keys: row.positions)
    func check(_ term: Term, _ multiplyAdds: UInt128) -> GoldenCheck {
      GoldenCheck(
        "tiles.\(row.positions).\(row.mask.rawValue).\(term.name)",
        "one head of 64, \(row.positions) positions, mask \(row.mask.rawValue), \(term.name)",
        "executed", "derived from the loops of Sources/CAttention/attention_kernel.h",
        .exact(2 * multiplyAdds), of: subject, .terms(term))
    }
    return [check(.scores, row.scores), check(.weightedSum, row.weightedSum)]
  }
}
