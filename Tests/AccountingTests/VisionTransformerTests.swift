import Accounting
import Architectures
import Operations
import Testing

/// What ViT costs, through its program.
@Suite struct VisionTransformerTests {
  private func pass(
    _ positions: Int, _ settings: [String: String] = [:], logits: Logits = .last,
    scope: Transformer.Scope = .wholeModel
  ) throws -> Pass {
    let model = try #require(ModelConfiguration.preset(named: "bert-base"))
    let entry = try settings.reduce(ArchitectureEntry.visionTransformer) {
      try $0.with($1.key, $1.value)
    }
    return Pass(
      Transformer(model, scope: scope, logits: logits), entry, options: .init(mask: .full),
      positions: positions)
  }

  private func flops(_ pass: Pass) throws -> UInt128 {
    try pass.ledger().priced(by: .matmul).total
  }

  /// ViT-B/16 over 224 × 224 pixels: 17.56 GMACs, the "17.6 GFLOPs" of papers, and 86.6 million
  /// parameters, those of timm's `vit_base_patch16_224`; no table of tokens among them.
  @Test func base16() throws {
    let pass = try pass(197, ["image": "224"])
    let ledger = try pass.ledger()
    let bill = ledger.priced(by: .matmul)
    #expect(bill.multiplyAdds == 17_563_828_224 && bill.total == 2 * 17_563_828_224)
    #expect(bill.flops(of: .projectIn) == UInt128(2 * 196 * 768 * 768))
    #expect(bill.flops(of: .classifier) == UInt128(2 * 768 * 1000))
    #expect(bill.flops(of: .embedding) == nil && bill.flops(of: .vocabulary) == nil)
    let parameters = ParameterCounts(pass.program)
    #expect(parameters.total == 86_567_656 && parameters.stored[.lookupTable] == nil)
    #expect(ledger.parameters == parameters)
    #expect(ledger.sequentialDepth == 12)
  }

  /// 32 × 32 pixels a patch: a quarter of the positions, four times the columns of a patch.
  @Test func base32() throws {
    let pass = try pass(50, ["image": "224", "patch": "32"])
    #expect(ParameterCounts(pass.program).total == 88_224_232)
    let terms = try pass.ledger().priced(by: .matmul)
    #expect(terms.flops(of: .projectIn) == UInt128(2 * 49 * 3072 * 768))
  }

  /// The whole is its ends and its layers.
  @Test(arguments: [1, 2, 50, 197, 1025])
  func countsAreAdditive(positions: Int) throws {
    let rows = try flops(pass(positions, logits: .none))
    let layers = try flops(pass(positions, scope: .layers(12)))
    let patches = 2 * UInt128(positions - 1) * 768 * 768
    #expect(rows == layers + patches)
    #expect(try flops(pass(positions)) == rows + 2 * 768 * 1000)
    let more = try flops(pass(positions, ["classes": "1001"]))
    #expect(try more == flops(pass(positions)) + 2 * 768)
  }

  /// Its layers do what full attention's do over as many rows.
  @Test func layersAreThoseOfATransformer() throws {
    for positions in [1, 64, 577] {
      let vision = try pass(positions, scope: .layers(3))
      let full = Pass(
        vision.model, .full, options: .init(mask: .full), positions: positions)
      #expect(try flops(vision) == flops(full))
    }
  }

  @Test(
    arguments: [
      (512, "224", "16", "197 positions with the class, not 512; make the length 197"),
      (197, "225", "16", "225 × 225 pixels can't be cut into patches of 16 × 16"),
      (2, "32", "64", "such as 64 × 64"),
    ]) func imagesThatDoNotFit(positions: Int, image: String, patch: String, says: String) throws
  {
    let pass = try pass(positions, ["image": image, "patch": patch])
    #expect { try pass.ledger() } throws: { "\($0)".contains(says) }
  }

  @Test func nothingFollows() throws {
    var pass = try pass(197)
    let memory = try pass.memory(
      MemoryPlan(precision: .half), ledger: pass.ledger(),
      parameters: ParameterCounts(pass.program))
    #expect(memory.cache == 0 && memory.state == 0)
    pass.phase = .decode
    #expect(throws: ArchitectureError.bidirectional) { try pass.ledger() }
    (pass.phase, pass.cached) = (.prefill, 4)
    #expect(throws: ArchitectureError.bidirectional) { try pass.ledger() }
  }
}
