import Accounting
import Architectures
import Operations
import TestSupport
import Testing

/// What is printed beside a number gives that number, and every other of its length.
@Suite struct FormulaTests {
  /// Conventions under which every term of full attention has a formula.
  private static let alwaysWithFormula: Set<String> = [
    "rmt-paper", "hoffmann", "matmul", "matmul-causal", "matmul-half",
  ]

  private func pass(
    _ model: ModelConfiguration, _ entry: ArchitectureEntry = .full, positions: Int,
    mask: AttentionMask? = nil, logits: Logits = .all, phase: Pass.Phase = .prefill,
    cached: Int = 0, batch: Int = 1
  ) -> Pass {
    Pass(
      Transformer(model, logits: logits), entry, options: .init(mask: mask ?? model.mask),
      positions: positions, batch: batch, phase: phase, cached: cached)
  }

  private func bill(_ pass: Pass, _ convention: Convention) throws -> Bill {
    try #require(pass.ledger().priced(by: convention, training: pass.recomputation))
  }

  private func formulas(_ pass: Pass, _ convention: Convention) throws -> PassFormulas {
    PassFormulas(of: pass, under: convention, try bill(pass, convention))
  }

  /// Checks the formulas that were found for one length at another.
  ///
  /// - Returns: The terms that have none over that length.
  @discardableResult
  private func expectRight(
    _ formulas: PassFormulas, at pass: Pass, _ convention: Convention, _ known: Bill? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [Term] {
    let bill = try known ?? bill(pass, convention)
    var without: [Term] = []
    for item in bill.items {
      guard let formula = formulas.terms[item.term],
        formula.lengths.contains(pass.positions)
      else {
        without.append(item.term)
        continue
      }
      #expect(
        formula.flops(pass.size) == item.flops,
        "\(convention.name) \(item.term.name) \(formula) \(pass.model.configuration) \(pass.positions)",
        sourceLocation: sourceLocation)
    }
    if let total = formulas.total, total.lengths.contains(pass.positions) {
      #expect(
        total.flops(over: pass.positions) == bill.total, "\(total)",
        sourceLocation: sourceLocation)
    }
    return without
  }

  /// Formulas evaluate to what is counted at lengths they weren't found for; where they say that they
  /// don't hold there, those that are found there do.
  private func expectRight(
    _ model: ModelConfiguration, at lengths: [Int], _ phase: Pass.Phase
  ) throws {
    let passes = lengths.map { pass(model, positions: $0, phase: phase) }
    let counted = try passes.map { (pass: $0, samples: PassSamples($0), ledger: try $0.ledger()) }
    // Lengths below a short window are too few to tell a polynomial by.
    func isTold(_ length: Int) -> Bool {
      model.window.map { $0.length > 33 || length >= $0.length } ?? true
    }
    for convention in Convention.all where phase == .prefill || convention.training != nil {
      var found: [PassFormulas] = []
      for (pass, samples, ledger) in counted {
        let bill = try #require(ledger.priced(by: convention, training: pass.recomputation))
        let without = try found.map { try expectRight($0, at: pass, convention, bill) }
        guard without.isEmpty || without.contains(where: { !$0.isEmpty }) else { continue }
        found.append(PassFormulas(try #require(samples), under: convention, bill))
        let missing = try expectRight(found[found.count - 1], at: pass, convention, bill)
        if isTold(pass.positions), Self.alwaysWithFormula.contains(convention.name) {
          #expect(missing.isEmpty, "\(convention.name) \(model) \(pass.positions)")
        }
      }
    }
  }

  @Test(arguments: ModelConfiguration.presets)
  func presets(model: ModelConfiguration) throws {
    try expectRight(model, at: [2000, 1, 37, 512, 1_000_000], .prefill)
  }

  /// Models of any make, forward and in training.
  @Test(arguments: LawTests.models)
  func randomModels(model: ModelConfiguration) throws {
    for phase in [.prefill] + Recomputation.allCases.map({ Pass.Phase.training($0) }) {
      try expectRight(model, at: LawTests.lengths.reversed(), phase)
    }
  }

  /// Every architecture in every form, under every mask it takes.
  @Test(arguments: ArchitectureEntry.allForms)
  func architectures(entry: ArchitectureEntry) throws {
    var generator = Seeded(11)
    let lengths =
      [1, 2, 3, 511, 512, 513] + (0..<5).map { _ in Int.random(in: 4...400, using: &generator) }
    for mask in entry.masks.sorted(by: { "\($0)" < "\($1)" }) {
      var model = try preset(mask == .full ? "bert-base" : "opt-125m")
      model.head = .vocabulary
      for convention in [.matmul, .matmulCausal, .hoffmann, .executed, .sixND] as [Convention] {
        let found = try formulas(pass(model, entry, positions: 777, mask: mask), convention)
        #expect(!found.terms.isEmpty, "\(entry.name) \(convention.name)")
        // Up to a segment's length one segment is all there is.
        for length in lengths where !entry.name.hasPrefix("rmt") || length <= 512 {
          try expectRight(
            found, at: pass(model, entry, positions: length, mask: mask), convention)
        }
      }
    }
  }

  /// Vaswani et al.'s products, term by term, as in Hoffmann et al., appendix F.
  @Test func readLikeThePapers() throws {
    let model = try preset("opt-175b")
    func text(_ term: Term, _ convention: Convention, _ model: ModelConfiguration) throws -> String?
    {
      try formulas(pass(model, positions: 2048), convention).terms[term]?.description
    }
    #expect(try text(.queryKeyValue, .rmtPaper, model) == "6·L·n·d²")
    #expect(try text(.scores, .rmtPaper, model) == "2·L·n²·d")
    #expect(try text(.softmax, .rmtPaper, model) == "10·L·n²·h")
    #expect(try text(.scores, .matmulCausal, model) == "L·n·d·(n + 1)")
    #expect(try text(.feedForward, .matmul, model) == "4·L·n·d·f")
    #expect(try text(.softmax, .matmul, model) == nil)
    #expect(try text(.pooler, .matmul, model) == nil)
    // 50,272 rounded up to a multiple of 128 is no size of the model.
    #expect(try text(.vocabulary, .megatron, model) == "\(2 * 12_288 * 50_304)·n")
    let mixtral = try preset("mixtral-8x7b")
    #expect(try text(.feedForward, .matmul, mixtral) == "6·L·n·a·d·f")
    #expect(try text(.queryKeyValue, .matmul, mixtral) == "2·L·n·d·(2·g·k + d)")
    let bert = try preset("bert-base")
    #expect(try text(.pooler, .matmul, bert) == "2·d²")
  }

  /// The paper's whole: L (4 d + 10 h) n² + (L (8 d² + 4 d f) + 2 d V) n.
  @Test(arguments: ["opt-125m", "opt-175b"])
  func totals(name: String) throws {
    let model = try preset(name)
    let (l, d, h) = (model.layers, model.hidden, model.heads)
    let linear = l * (8 * d * d + 4 * d * model.feedForward) + 2 * d * model.vocabulary
    let text = "\(l * (4 * d + 10 * h))·n² + \(linear)·n"
    for length in [1, 512, 2_048_000, 1_000_000_000_000] {
      #expect(try formulas(pass(model, positions: length), .rmtPaper).total?.description == text)
    }
    // A segment costs what a sequence of its length does, and segments add up.
    for length in [100, 512, 513, 2_048_000] {
      let segments = pass(model, .recurrentMemory, positions: length)
      #expect(try formulas(segments, .rmtPaper).total?.description == text)
    }
  }

  /// Below a window each query sees all before it, beyond one as many keys as the window has.
  @Test func aboutAWindow() throws {
    let model = try preset("mistral-7b")
    func scores(_ length: Int) throws -> String? {
      try formulas(pass(model, positions: length), .matmulCausal).terms[.scores]?.description
    }
    let beyond = "L·d·w·(2·n − w + 1), n ≥ 4095"
    for length in [1, 512, 4094] { #expect(try scores(length) == "L·n·d·(n + 1), n ≤ 4096") }
    for length in [4097, 5000, 1_000_000_000] { #expect(try scores(length) == beyond) }
    for length in [1, 5000] {
      let found = try formulas(pass(model, positions: length), .matmulCausal)
      for other in [4094, 4095, 4096, 4097, 4098] {
        try expectRight(found, at: pass(model, positions: other), .matmulCausal)
      }
      let qkv = try #require(found.terms[.queryKeyValue])
      #expect(qkv.lengths.contains(1) && qkv.lengths.contains(1_000_000_000))
    }
  }

  /// Compression, patches and states, which are written with the numbers that are set of them.
  @Test func settingsOfArchitectures() throws {
    let model = try preset("bert-base")
    func terms(_ name: String, _ convention: Convention = .matmul) throws -> [Term: String] {
      let entry = try #require(ArchitectureEntry.named(name))
      return try formulas(pass(model, entry, positions: 4096), convention).terms
        .mapValues(\.description)
    }
    let linformer = try terms("linformer:rank=64")
    #expect(linformer[Term("compression")] == "4·L·n·d·rank")
    #expect(linformer[.scores] == "2·L·n·d·rank")
    #expect(try terms("linformer")[.scores] == "512·L·n·d")
    let vit = try terms("vit")
    #expect(vit[.projectIn] == "2·d·channels·patch²·(n − 1)")
    #expect(vit[.classifier] == "2·d·classes")
    #expect(try terms("s4d", .executed)[.feedForward] == "4·L·n·d·f")
    let scan = try formulas(
      pass(model, try #require(ArchitectureEntry.named("s4d:method=scan")), positions: 1025),
      .executed)
    #expect(scan.terms.values.contains { $0.symbols.contains(.setting("states")) })
    #expect(scan.total?.symbols == [.positions])
  }

  /// Transforms take n log n, tiles are rounded up, the last segment alone may be asked for scores, and
  /// one image has one length.
  @Test func noneWhereTheCountIsNoPolynomial() throws {
    let (bert, opt) = (try preset("bert-base"), try preset("opt-125m"))
    let transforms = try formulas(pass(bert, .s4d, positions: 5000), .executed)
    #expect(transforms.total == nil && transforms.terms[.queryKeyValue] == nil)
    #expect(transforms.terms.count < 5)
    let tiles = try formulas(pass(opt, positions: 4096), .executed)
    #expect(tiles.terms[.scores] == nil && tiles.terms[.weightedSum] == nil && tiles.total == nil)
    let last = try formulas(pass(opt, .recurrentMemory, positions: 5120, logits: .last), .matmul)
    #expect(last.terms[.vocabulary] == nil && last.total == nil)
    #expect(last.terms[.scores] != nil)
    let image = try #require(ArchitectureEntry.named("vit:image=224"))
    let only = try formulas(pass(bert, image, positions: 197), .matmul)
    #expect(only.terms.isEmpty && only.total == nil)
    let decoded = try formulas(pass(opt, positions: 10, phase: .decode, cached: 5), .matmul)
    #expect(decoded.terms.isEmpty && decoded.total == nil)
  }

  /// A batch multiplies, and a prefix is seen by all that follow.
  @Test func batchesAndPrefixes() throws {
    let model = try preset("opt-125m")
    let many = try formulas(pass(model, positions: 100, batch: 7), .matmul)
    #expect(many.terms[.scores]?.description == "2·L·B·n²·d")
    let after = try formulas(pass(model, positions: 100, cached: 1000), .matmul)
    #expect(after.terms[.scores]?.description == "2·L·n·d·(n + p)")
    for length in [1, 50, 7777] {
      try expectRight(after, at: pass(model, positions: length, cached: 1000), .matmul)
    }
  }

  /// An adapter of r·(inputs + outputs) beside queries and values, twice multiplied with and once for
  /// its gradient: Hu et al., arXiv 2106.09685, section 4.1.
  @Test func adapters() throws {
    var pass = pass(try preset("llama-3-8b"), positions: 100, phase: .training(.none))
    pass.adapters = LowRankAdapters(rank: 16, targets: [.query, .value])
    let found = try formulas(pass, .matmul)
    #expect(found.terms[.adapters]?.description == "6·L·n·r·(g·k + 3·d)")
    try expectRight(found, at: pass, .matmul)
  }

  /// Beyond 128 bits there is no value rather than a wrong one.
  @Test func overflow() throws {
    let formula = try #require(
      formulas(pass(preset("opt-175b"), positions: 512), .rmtPaper).terms[.scores])
    // 2·L·n²·d
    let product: UInt128 = 2 * 3 * 9 * 3
    #expect(formula.flops { _ in 3 } == product)
    #expect(formula.flops { _ in Int.max } == nil)
    #expect(formula.flops(over: 5) == nil)
  }
}
