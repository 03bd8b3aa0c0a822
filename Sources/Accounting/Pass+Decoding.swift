import Architectures

extension Pass {
  /// Tokens that are decoded one after the other and differ in nothing but how many keys they see.
  private struct Run {
    let first: Int
    let tokens: Int
    let times: Int
  }

  /// The whole range, or its segments: the one that was begun, the full ones, the last.
  private func runs(of architecture: some Architecture) -> [Run] {
    guard let segment = architecture.segmentation(of: 1)?.length else {
      return [Run(first: cached, tokens: positions, times: 1)]
    }
    let end = range.upperBound
    let begun = min(end, (cached + segment - 1) / segment * segment)
    let full = (end - begun) / segment
    let last = begun + full * segment
    return [
      Run(first: cached, tokens: begun - cached, times: 1),
      Run(first: begun, tokens: segment, times: full),
      Run(first: last, tokens: end - last, times: 1),
    ].filter { $0.tokens > 0 && $0.times > 0 }
  }

  /// Token by token; a token of each run is read and stands for all of them.
  func decoded(by architecture: some Architecture) throws -> Ledger {
    guard options.mask == .causal else { throw ArchitectureError.bidirectional }
    var ledger = Ledger()
    for run in runs(of: architecture) {
      let token = try Ledger(
        of: architecture, passes: [run.first..<run.first + 1], keepsCache: true)
      ledger.add(token, tokens: run.tokens, times: UInt128(run.times))
    }
    return ledger
  }
}
