import Accounting
import Architectures
import Operations
import Testing

/// The ledger against formulas typed here from the papers, for every preset.
@Suite struct LedgerTests {
  static let lengths = [1, 37, 512, 2000, 1_000_000]

  /// Multiply-adds of matrix products over n positions, and softmax elements.
  private func closedForm(
    _ model: ModelConfiguration, _ n: Int, causal: Bool
  ) -> (multiplyAdds: UInt128, scores: UInt128) {
    let (l, d, k) = (UInt128(model.layers), UInt128(model.hidden), UInt128(model.headWidth))
    let (f, h, g) = (
      UInt128(model.feedForward), UInt128(model.heads), UInt128(model.keyValueHeads)
    )
    let (v, e) = (UInt128(model.vocabulary), UInt128(model.embeddingWidth))
    let pairs = causal ? admittedPairs(n, window: model.window?.length) : UInt128(n) * UInt128(n)
    let n = UInt128(n)
    let active = UInt128(model.experts?.active ?? 1)
    let router = n * d * UInt128(model.experts?.count ?? 0)
    let feedForward = (model.isGated ? 3 : 2) * active * n * d * f
    let layer =
      n * d * (h + 2 * g) * k + n * h * k * d + 2 * pairs * h * k + feedForward + router
    let projections = e == d ? 0 : 2 * n * d * e
    let head = model.head == .pooler ? d * d : n * e * v
    return (l * layer + projections + head, l * h * pairs)
  }

  /// 1 + 2 + … up to the window, which each later query sees.
  private func admittedPairs(_ n: Int, window: Int?) -> UInt128 {
    let rising = UInt128(min(n, window ?? n))
    return rising * (rising + 1) / 2 + (UInt128(n) - rising) * rising
  }

  @Test(arguments: ModelConfiguration.presets)
  func fullAttention(model: ModelConfiguration) throws {
    for n in Self.lengths {
      let ledger = try ArchitectureEntry.full.ledger(of: model, positions: n)
      let all = closedForm(model, n, causal: false)
      #expect(ledger.priced(by: .matmul).total == 2 * all.multiplyAdds)
      #expect(ledger.priced(by: .rmtPaper).total == 2 * all.multiplyAdds + 10 * all.scores)
      let admitted = closedForm(model, n, causal: model.mask == .causal)
      #expect(ledger.priced(by: .matmulCausal).total == 2 * admitted.multiplyAdds)
    }
  }

  /// RMT costs its segments: k full ones and, where the length isn't a multiple, a short one.
  @Test(arguments: ModelConfiguration.presets)
  func recurrentMemory(model: ModelConfiguration) throws {
    for n in Self.lengths + [513, 519, 1023, 1024] {
      for convention in Convention.all {
        let rmt = try ArchitectureEntry.recurrentMemory.flops(of: model, positions: n, convention)
        let segment = try ArchitectureEntry.full.flops(of: model, positions: 512, convention)
        let rest =
          try n % 512 == 0
          ? 0 : ArchitectureEntry.full.flops(of: model, positions: n % 512, convention)
        #expect(rmt == UInt128(n / 512) * segment + rest, "\(model.name) \(convention.name) \(n)")
      }
    }
  }

  @Test func costsAddUpOverLayers() throws {
    let model = ModelConfiguration.optFamily[0]
    func flops(_ layers: Int) throws -> UInt128 {
      let architecture = WholeSequence(Transformer(model, scope: .layers(layers)), mask: .causal)
      return try Ledger(of: architecture, positions: 777).priced(by: .rmtPaper).total
    }
    #expect(try flops(12) == 12 * flops(1))
    #expect(try flops(0) == 0)
  }

  /// The longest length the command takes, on the largest model, is counted without overflow.
  @Test func enormousLengths() throws {
    let model = try preset("opt-175b")
    let n = 1_000_000_000_000_000
    let full = try ArchitectureEntry.full.flops(of: model, positions: n, .rmtPaper)
    let expected = closedForm(model, n, causal: false)
    #expect(full == 2 * expected.multiplyAdds + 10 * expected.scores)
    let rmt = try ArchitectureEntry.recurrentMemory.flops(of: model, positions: n, .rmtPaper)
    #expect(rmt > 0 && rmt < full)
  }

  /// RMT keeps a segment in memory, however many follow; full attention keeps everything when all
  /// rows go through at once.
  @Test func liveMemory() throws {
    let model = ModelConfiguration.optFamily[0]
    func peak(_ entry: ArchitectureEntry, _ positions: Int) throws -> UInt128 {
      let options = ArchitectureEntry.Options(mask: .full)
      let architecture = entry.make(
        Transformer(model, scope: .layers(1), rowsAtOnce: nil), options)
      return try Ledger(of: architecture, positions: positions).peakElements
    }
    let row: UInt128 = 768
    #expect(try peak(.recurrentMemory, 4 * 512) == peak(.recurrentMemory, 4096 * 512))
    #expect(try peak(.full, 4096 * 512) == 4096 * peak(.full, 512))
    // The widest moment is the feed-forward: input, its norm and four times the width between.
    #expect(try peak(.full, 512) >= 6 * 512 * row)
    #expect(try peak(.full, 512) <= 8 * 512 * row)
  }
}
