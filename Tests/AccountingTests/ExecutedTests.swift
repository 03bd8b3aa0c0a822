import Accounting
import Architectures
import Operations
import TestSupport
import Testing

/// What the tiles are said to perform against a walk through the kernel's loops.
@Suite struct ExecutedTests {
  private struct Performed: Equatable {
    var scores: UInt128 = 0
    var weightedSum: UInt128 = 0
  }

  /// `run` and `attend` of Sources/CAttention/attention_kernel.h for one head, counting.
  private func walk(
    _ tiling: AttentionTiling, _ pattern: AttentionPattern, queries: Int, keys: Int
  ) -> Performed {
    let (rows, panel) = (tiling.tileRows, tiling.panelKeys)
    let width = (pattern.headWidth + tiling.lanes - 1) / tiling.lanes * tiling.lanes
    var performed = Performed()
    var first = 0
    while first < queries {
      let count = min(rows, queries - first)
      let isCausal = pattern.mask == .causal
      let firstSees = isCausal ? first + keys - queries + 1 : keys
      let lastSees = isCausal ? firstSees + count - 1 : keys
      // Panels that end before the first query's window aren't gone through.
      var key = 0
      if isCausal, let window = pattern.window {
        while key + panel <= firstSees - window { key += panel }
      }
      while key < lastSees {
        performed.scores += UInt128(rows * panel * pattern.headWidth)
        performed.weightedSum += UInt128(rows * min(panel, lastSees - key) * width)
        key += panel
      }
      first += count
    }
    return performed
  }

  private func priced(
    _ tiling: AttentionTiling, _ pattern: AttentionPattern, queries: Int, keys: Int
  ) throws -> Performed {
    let bill = try CountingEngine.ledger { engine in
      let rows = engine.input(at: 0..<keys, width: pattern.headWidth)
      _ = try engine.attention(
        queries: engine.rows(0..<queries, of: rows), keys: rows, values: rows, pattern)
    }.priced(by: .executed(tiling))
    return Performed(
      scores: (bill.flops(of: .scores) ?? 0) / 2,
      weightedSum: (bill.flops(of: .weightedSum) ?? 0) / 2)
  }

  @Test(arguments: UInt64(0)..<8)
  func tilesAreThoseOfTheLoops(seed: UInt64) throws {
    var generator = Seeded(seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    for _ in 0..<200 {
      let tiling = AttentionTiling(
        lanes: 4 << pick(0...2), panelKeys: 1 << pick(3...7), tileRows: pick(1...8))
      let keys = pick(1...3000)
      let queries = Bool.random(using: &generator) ? keys : pick(1...keys)
      let mask: AttentionMask = pick(0...3) == 0 ? .full : .causal
      let pattern = AttentionPattern(
        heads: 1, headWidth: pick(1...130), mask: mask,
        window: Bool.random(using: &generator) ? pick(1...3500) : nil)
      let performed = try priced(tiling, pattern, queries: queries, keys: keys)
      #expect(
        performed == walk(tiling, pattern, queries: queries, keys: keys),
        "\(tiling) \(pattern) \(queries) × \(keys)")
    }
  }

  /// The shapes that a kernel's edges make: one query, one key, a whole number of groups.
  @Test(arguments: [1, 5, 6, 7, 36, 37, 47, 48, 63, 64, 65, 288, 289, 384, 2048, 20_000])
  func edges(positions: Int) throws {
    for mask in AttentionMask.allCases {
      for window in [nil, 1, 63, 64, 65, 384, 100_000] {
        let pattern = AttentionPattern(heads: 1, headWidth: 80, mask: mask, window: window)
        for queries in [1, positions] {
          #expect(
            try priced(.avx512, pattern, queries: queries, keys: positions)
              == walk(.avx512, pattern, queries: queries, keys: positions),
            "\(mask) \(window ?? 0) \(queries) × \(positions)")
        }
      }
    }
  }

  /// What is performed is never less than what is useful, and little more at great length.
  @Test(arguments: [1, 100, 4096, 1_000_000])
  func atLeastWhatIsUseful(positions: Int) throws {
    for model in [try preset("opt-125m"), try preset("bert-base")] {
      let ledger = try ArchitectureEntry.full.ledger(of: model, positions: positions)
      let executed = ledger.priced(by: .executed).total
      let useful = ledger.priced(by: .matmulCausal).total
      #expect(executed >= useful)
      if positions >= 4096 { #expect(executed < useful + useful / 50) }
    }
  }
}
