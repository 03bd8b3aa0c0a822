import Accounting
import Architectures
import TestSupport
import Testing

/// What keeping all scores in memory costs, and what it doesn't.
@Suite struct StoredScoresTests {
  private static let forms = [ArchitectureEntry.full, .fullStoringScores]

  private func ledgers(
    _ model: ModelConfiguration, positions: Int, batch: Int = 1
  ) throws -> (fused: Ledger, stored: Ledger) {
    let ledgers = try Self.forms.map { entry in
      try Pass(
        Transformer(model), entry, options: .init(mask: model.mask), positions: positions,
        batch: batch
      ).ledger()
    }
    return (ledgers[0], ledgers[1])
  }

  /// Every convention that looks at what is needed counts the same.
  @Test(arguments: ["opt-125m", "bert-base", "llama-2-7b", "mistral-7b"])
  func theNeedIsTheSame(name: String) throws {
    let (fused, stored) = try ledgers(preset(name), positions: 3000)
    for convention in Convention.all where convention.name != Convention.executed.name {
      let (one, other) = (fused.priced(by: convention), stored.priced(by: convention))
      #expect(one.total == other.total, "\(convention.name)")
    }
  }

  /// Two products of all pairs are executed, masked or not: 4nd n FLOPs a layer.
  @Test func allPairsAreExecuted() throws {
    let model = try preset("opt-125m")
    let n: UInt128 = 1000
    let bill = try ledgers(model, positions: Int(n)).stored.priced(by: .executed)
    let each = 2 * n * n * UInt128(model.queryWidth) * UInt128(model.layers)
    #expect(bill.flops(of: .scores) == each && bill.flops(of: .weightedSum) == each)
  }

  /// Each score is written and read twice.
  @Test(arguments: [Precision.single, .half], [1, 3])
  func traffic(precision: Precision, batch: Int) throws {
    for name in ["opt-125m", "bert-base", "mistral-7b"] {
      let model = try preset(name)
      let (fused, stored) = try ledgers(model, positions: 5000, batch: batch)
      let scores = UInt128(batch * model.layers * model.heads) * 5000 * 5000
      let bytes = scores * UInt128(precision.activations) / 8
      let (one, other) = (fused.traffic(precision), stored.traffic(precision))
      #expect(other.read - one.read == 2 * bytes)
      #expect(other.written - one.written == 2 * bytes)
    }
  }

  /// heads · n² elements beside what attention of a layer holds anyway; chunks of rows
  /// change nothing about it.
  @Test(arguments: [2048, 8192, 100_000])
  func memory(positions: Int) throws {
    let model = try preset("opt-125m")
    let n = UInt128(positions)
    let scores = UInt128(model.heads) * n * n
    // Input, queries, keys, values and result; what products hold is less than this.
    let others = n * UInt128(model.hidden + 4 * model.queryWidth)
    for rowsAtOnce in [nil, 512, Transformer.defaultRowsAtOnce] {
      let transformer = Transformer(model, scope: .layers(1), rowsAtOnce: rowsAtOnce)
      let peaks = try Self.forms.map { entry in
        try Ledger(
          of: entry.make(transformer, .init(mask: model.mask)), positions: positions
        ).peakElements
      }
      #expect(peaks[1] == scores + others, "\(rowsAtOnce ?? 0) rows at once")
      #expect(peaks[0] < peaks[1])
    }
  }

  /// A length and a model at the edge of what is counted overflow nothing.
  @Test func greatLengths() throws {
    let model = try preset("opt-175b")
    let pass = Pass(
      Transformer(model), .fullStoringScores, options: .init(mask: .causal),
      positions: 1_000_000_000_000)
    let ledger = try pass.ledger()
    #expect(ledger.peakElements > UInt128(model.heads) * 1_000_000_000_000 * 1_000_000_000_000)
    #expect(ledger.traffic(.single).total > ledger.peakElements)
  }
}
