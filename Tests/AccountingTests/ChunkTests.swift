import Accounting
import Architectures
import Testing

/// Rows in chunks are counted as all rows at once are; memory and traffic know of them.
@Suite struct ChunkTests {
  private func ledger(
    _ model: ModelConfiguration, _ entry: ArchitectureEntry = .full, positions: Int,
    rowsAtOnce: Int?
  ) throws -> Ledger {
    try Pass(
      Transformer(model, rowsAtOnce: rowsAtOnce), entry, options: .init(mask: model.mask),
      positions: positions
    ).ledger()
  }

  @Test(arguments: ModelConfiguration.presets)
  func everyConventionCountsTheSame(model: ModelConfiguration) throws {
    for entry in ArchitectureEntry.all where entry.masks.contains(model.mask) {
      for positions in [99, 100, 101, 1000, 2_000_001] {
        let whole = try ledger(model, entry, positions: positions, rowsAtOnce: nil)
        let cut = try ledger(model, entry, positions: positions, rowsAtOnce: 100)
        for convention in Convention.all {
          #expect(cut.priced(by: convention) == whole.priced(by: convention))
        }
        for recomputation in [Recomputation.none, .selective, .full] {
          #expect(cut.savedElements(recomputation) == whole.savedElements(recomputation))
        }
      }
    }
  }

  /// A chunk more reads the parameters of a layer and its results once more; nothing else moves.
  @Test func traffic() throws {
    var model = try preset("opt-125m")
    model.layers = 1
    let (n, d, f) = (1000, model.hidden, model.feedForward)
    func traffic(_ rowsAtOnce: Int?) throws -> Traffic {
      let architecture = WholeSequence(
        Transformer(model, scope: .layers(1), rowsAtOnce: rowsAtOnce), mask: .causal)
      return try Ledger(of: architecture, positions: n).traffic(.single)
    }
    let whole = try traffic(nil)
    // Queries, keys and values, and the layer's result, from a chunk to where all rows stand.
    let copied = UInt128(4 * 4 * n * d)
    // All but the output product goes through in chunks: two norms, three biases, three matrices.
    let parameters = UInt128(4 * (3 * d * d + 2 * d * f + 3 * d + f + d + 4 * d))
    for (size, chunks) in [(500, 2), (300, 4), (1, 1000)] as [(Int, UInt128)] {
      let cut = try traffic(size)
      #expect(cut.written == whole.written + copied)
      #expect(cut.read == whole.read + copied + (chunks - 1) * parameters)
    }
    #expect(try traffic(n) == whole)
  }

  /// However wide the feed-forward, a long layer holds its input, queries, keys, values and what
  /// attention gathers; with all rows at once the feed-forward is its widest moment.
  @Test(arguments: ["opt-125m", "pythia-160m", "mistral-7b", "mixtral-8x7b", "bert-base"])
  func memoryOfALongLayer(name: String) throws {
    let model = try preset(name)
    func peak(_ positions: Int, rowsAtOnce: Int?) throws -> UInt128 {
      let architecture = WholeSequence(
        Transformer(model, scope: .layers(1), rowsAtOnce: rowsAtOnce), mask: model.mask)
      return try Ledger(of: architecture, positions: positions).peakElements
    }
    let row = UInt128(model.hidden + 2 * model.queryWidth + 2 * model.keyValueWidth)
    for positions in [524_288, 1_000_001, 1_000_000_000_000_000] {
      #expect(
        try peak(positions, rowsAtOnce: Transformer.defaultRowsAtOnce) == UInt128(positions) * row)
      #expect(try peak(positions, rowsAtOnce: nil) > UInt128(positions) * row)
    }
  }

  /// Scores of all positions never exist together: they need no more than the layers do.
  @Test func memoryOfScores() throws {
    let model = try preset("opt-125m")
    func peak(_ logits: Logits, rowsAtOnce: Int?) throws -> UInt128 {
      let transformer = Transformer(model, logits: logits, rowsAtOnce: rowsAtOnce)
      return try Ledger(of: WholeSequence(transformer, mask: .causal), positions: 524_288)
        .peakElements
    }
    #expect(try peak(.all, rowsAtOnce: 4096) == peak(.none, rowsAtOnce: 4096))
    #expect(try peak(.all, rowsAtOnce: nil) > UInt128(524_288 * model.vocabulary))
  }
}
