import Accounting
import Architectures
import Testing

/// Memory against published numbers and formulas.
@Suite struct MemoryTests {
  private func pass(
    _ name: String, _ entry: ArchitectureEntry = .full, positions: Int, batch: Int = 1,
    phase: Pass.Phase = .prefill, cached: Int = 0, segment: Int = 512
  ) throws -> Pass {
    let model = try preset(name)
    return Pass(
      Transformer(model), entry,
      options: ArchitectureEntry.Options(
        mask: model.mask, memory: RecurrentMemory(segmentLength: segment)),
      positions: positions, batch: batch, phase: phase, cached: cached)
  }

  private func memory(
    _ pass: Pass, _ precision: Precision = .half, _ optimizer: Optimizer = .adam,
    backpropagated: Int? = nil
  ) throws -> MemoryUse {
    let parameters = ParameterCounts(pass.model)
    return try pass.memory(
      MemoryPlan(
        precision: precision, optimizer: optimizer, backpropagatedSegments: backpropagated),
      ledger: pass.ledger(parameters: parameters), parameters: parameters)
  }

  /// `../reference/flop-conventions.md`: OPT-175B keeps 4,718,592 bytes a token in 16 bits, OPT-125M
  /// 36,864; at 2e6 tokens that is 8,789 GiB.
  @Test func cacheOfOPT() throws {
    let large = try pass("opt-175b", positions: 2_000_000)
    #expect(large.cacheBytes(.half) == 2_000_000 * 4_718_592)
    #expect(large.cacheBytes(.half) >> 30 == 8789)
    let small = try pass("opt-125m", positions: 1)
    #expect(small.cacheBytes(.half) == 36_864)
    #expect(try pass("bert-base", positions: 512).cacheBytes(.half) == 0)
  }

  /// Grouped heads share the cache, a window bounds it, narrow elements halve it.
  @Test func whatMakesTheCacheSmaller() throws {
    // 2 · 32 layers · 8 heads · 128 columns · 2 bytes.
    #expect(try pass("llama-3-8b", positions: 1).cacheBytes(.half) == 131_072)
    let mistral = try pass("mistral-7b", positions: 100_000)
    #expect(try mistral.cacheBytes(.half) == pass("mistral-7b", positions: 4096).cacheBytes(.half))
    let narrow = try Precision(parsing: "w4a16kv8")
    #expect(mistral.cacheBytes(narrow) * 2 == mistral.cacheBytes(.half))
    let rmt = try pass("opt-125m", .recurrentMemory, positions: 1_000_000)
    #expect(rmt.cacheBytes(.half) == 512 * 36_864)
    #expect(rmt.stateBytes(.half) == 10 * 768 * 2)
  }

  @Test func weights() throws {
    let opt = try memory(pass("opt-125m", positions: 1), .single)
    #expect(opt.weights == 4 * 125_239_296)
    #expect(try memory(pass("llama-2-7b", positions: 1)).weights == 2 * 6_738_415_616)
    // 4 bits for the layers' matrices, 16 for the tables and norms.
    let narrow = try memory(pass("llama-2-7b", positions: 1), Precision(parsing: "w4a16"))
    let outside: UInt128 = 2 * 32_000 * 4096 + 65 * 4096
    let expected: UInt128 = (6_738_415_616 - outside) / 2 + 2 * outside
    #expect(narrow.weights == expected)
  }

  /// Mixed precision with Adam takes 16 bytes a parameter: Rajbhandari et al., arXiv 1910.02054.
  @Test func sixteenBytesAParameter() throws {
    let parameters: UInt128 = 125_239_296
    for precision in [Precision.half, .single] {
      let use = try memory(
        pass("opt-125m", positions: 8, phase: .training(.none)), precision)
      #expect(use.weights + use.gradients + use.optimizer == 16 * parameters)
    }
  }

  /// Korthikanti et al., arXiv 2205.05198, section 4: 34 s·b·h + 5 a·s²·b bytes a layer.
  ///
  /// In 16 bits; dropout masks take 2 s·b·h of it and dropout of the softmax 3 a·s²·b. That is for
  /// GELU: OPT's ReLU needs no input of its own, 8 s·b·h less.
  @Test func savedActivationsOfALayer() throws {
    let (s, b) = (512, 2)
    func saved(_ name: String, layers: Int, _ recomputation: Recomputation) throws -> UInt128 {
      var model = try preset(name)
      model.layers = layers
      let pass = Pass(
        Transformer(model), .full, options: ArchitectureEntry.Options(mask: model.mask),
        positions: s, batch: b, phase: .training(recomputation))
      return try memory(pass).activations
    }
    func layer(_ name: String, _ recomputation: Recomputation) throws -> UInt128 {
      try saved(name, layers: 3, recomputation) - saved(name, layers: 2, recomputation)
    }
    let sbh = UInt128(s * b * 768)
    let scores = UInt128(12 * s * s * b)
    #expect(try layer("gpt2", .none) == 32 * sbh + 2 * scores)
    #expect(try layer("gpt2", .selective) == 32 * sbh)
    #expect(try layer("gpt2", .full) == 2 * sbh)
    #expect(try layer("opt-125m", .none) == 24 * sbh + 2 * scores)
  }

  /// Recomputing a single layer saves nothing: its inside is needed all the same, and its input too.
  @Test(arguments: ["gpt2", "llama-7b", "mixtral-8x7b", "opt-350m", "pythia-70m"])
  func oneRecomputedLayer(name: String) throws {
    func saved(_ recomputation: Recomputation) throws -> UInt128 {
      var model = try preset(name)
      model.layers = 1
      let pass = Pass(
        Transformer(model, logits: .none), .full,
        options: ArchitectureEntry.Options(mask: model.mask), positions: 512,
        phase: .training(recomputation))
      return try memory(pass).activations
    }
    let (none, full) = (try saved(.none), try saved(.full))
    let input = try 2 * UInt128(512 * preset(name).hidden)
    #expect(full == none + input)
  }

  /// Gradients through k segments need k segments' activations, however many there are.
  @Test func backpropagationThroughSegments() throws {
    let pass = try pass(
      "opt-125m", .recurrentMemory, positions: 64 * 512, phase: .training(.none))
    let (one, two, all) = (
      try memory(pass, backpropagated: 1).activations,
      try memory(pass, backpropagated: 2).activations, try memory(pass).activations
    )
    #expect(two == 2 * one)
    #expect(all == 64 * one)
    #expect(try memory(pass, backpropagated: 1000).activations == all)
  }

  /// The widest moment of a forward pass; RMT's doesn't grow with the length.
  @Test func activationsOfAPrefill() throws {
    let short = try memory(pass("opt-125m", .recurrentMemory, positions: 2 * 512))
    let long = try memory(pass("opt-125m", .recurrentMemory, positions: 4096 * 512))
    #expect(short.activations == long.activations)
    let batched = try memory(pass("opt-125m", positions: 700, batch: 5))
    #expect(try batched.activations == 5 * memory(pass("opt-125m", positions: 700)).activations)
  }
}
