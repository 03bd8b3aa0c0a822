import Accounting
import Architectures
import Operations
import TestSupport
import Testing

@Suite struct CrossoverTests {
  /// What is found is what looking at every length finds, for random models and segments.
  @Test(arguments: 0..<40)
  func foundIsScanned(seed: Int) throws {
    var generator = Seeded(UInt64(seed))
    let limit = 700
    let segment = Int.random(in: 24...96, using: &generator)
    func model() throws -> ModelConfiguration {
      var model = try preset(["opt-125m", "llama-7b"].randomElement(using: &generator) ?? "gpt2")
      model.layers = Int.random(in: 1...3, using: &generator)
      model.heads = [1, 2, 4].randomElement(using: &generator) ?? 1
      model.keyValueHeads = model.heads
      model.headWidth = 8 * Int.random(in: 1...8, using: &generator)
      model.hidden = model.heads * model.headWidth
      if case .rotary = model.positions {
        model.positions = .rotary(RotaryEncoding(width: model.headWidth))
      }
      model.embeddingWidth = model.hidden
      model.feedForward = Int.random(in: 8...256, using: &generator)
      model.vocabulary = Int.random(in: 1...500, using: &generator)
      return model
    }
    let (first, second) = (Transformer(try model()), Transformer(try model()))
    let options = ArchitectureEntry.Options(
      mask: .causal, memory: RecurrentMemory(slots: 5, segmentLength: segment))
    func ledgers(_ length: Int) throws -> (Ledger, Ledger) {
      try (
        Pass(first, .full, options: options, positions: length).ledger(),
        Pass(second, .recurrentMemory, options: options, positions: length).ledger()
      )
    }
    try compare(upTo: limit, stretch: 1) { length in
      let (full, rmt) = try ledgers(length)
      return (full.priced(by: .matmulCausal).total, rmt.priced(by: .matmulCausal).total)
    }
    try compare(upTo: limit, stretch: segment) { length in
      let (full, rmt) = try ledgers(length)
      return (full.traffic(.half).total, rmt.traffic(.half).total)
    }
    let machine = try #require(Hardware.named("a100-40g-pcie"))
    let roofline = Roofline(machine, precision: .half)
    try compare(upTo: limit, stretch: segment) { length in
      let (full, rmt) = try ledgers(length)
      return (roofline.time(full)?.seconds ?? 0, roofline.time(rmt)?.seconds ?? 0)
    }
  }

  private func compare<Cost: Comparable>(
    upTo limit: Int, stretch: Int, _ costs: (Int) throws -> (first: Cost, second: Cost)
  ) throws {
    let found = try Crossover.find(upTo: limit, stretch: stretch, costs)
    let end = try costs(limit)
    guard end.first != end.second else {
      #expect(found == nil)
      return
    }
    let side: Crossover.Side = end.first < end.second ? .first : .second
    let isCheaper = try (1...limit).map { length in
      let (first, second) = try costs(length)
      return side == .first ? first < second : second < first
    }
    #expect(found?.cheaper == side)
    // Two random models may cost so nearly the same that they take turns, which `find` rules out.
    guard takesTurnsOnce(isCheaper, stretch: stretch) else { return }
    let last = isCheaper.lastIndex(of: false).map { $0 + 1 }
    #expect(found == Crossover(cheaper: side, length: (last ?? 0) + 1))
  }

  /// What ``Crossover/find(upTo:stretch:_:)`` asks for.
  private func takesTurnsOnce(_ isCheaper: [Bool], stretch: Int) -> Bool {
    func changes(_ values: some Sequence<Bool>) -> Int {
      zip(values, values.dropFirst()).count { $0 != $1 }
    }
    let stretches = stride(from: 0, to: isCheaper.count, by: stretch).map {
      isCheaper[$0..<min($0 + stretch, isCheaper.count)]
    }
    // Once cheaper, it stays so.
    func settles(_ values: some Sequence<Bool>) -> Bool {
      !zip(values, values.dropFirst()).contains { $0 && !$1 }
    }
    return settles(stretches.compactMap(\.first)) && settles(stretches.compactMap(\.last))
      && stretches.allSatisfy { changes($0) <= 1 }
  }

  /// Attention costs as much as the rest of a layer at n = 6d: 4,608 for OPT-125M and 73,728 for
  /// OPT-175B under matmul, for f = 4d.
  @Test func attentionAgainstTheRest() throws {
    for (name, expected) in [("opt-125m", 4608), ("opt-175b", 73_728)] {
      let model = Transformer(try preset(name), scope: .layers(1))
      let found = try Crossover.find(upTo: 1_000_000) {
        length -> (first: UInt128, second: UInt128) in
        let bill = try Ledger(of: WholeSequence(model, mask: .causal), positions: length)
          .priced(by: .matmul)
        let attention = bill.items.filter(\.term.isAttention).reduce(UInt128(0)) { $0 + $1.flops }
        return (attention + 1, bill.total - attention)
      }
      #expect(found == Crossover(cheaper: .second, length: expected))
    }
  }

  @Test func edges() {
    #expect(Crossover.find(upTo: 100) { _ in (first: 1, second: 1) } == nil)
    #expect(
      Crossover.find(upTo: 100) { _ in (first: 1, second: 2) }
        == Crossover(cheaper: .first, length: 1))
    #expect(
      Crossover.find(upTo: 100) { (first: $0, second: 99) }
        == Crossover(cheaper: .second, length: 100))
    #expect(
      Crossover.find(upTo: 1) { (first: $0, second: 99) }
        == Crossover(cheaper: .first, length: 1))
    #expect(
      Crossover.find(upTo: 1000, stretch: 10) { (first: $0 + $0 % 10, second: 500) }
        == Crossover(cheaper: .second, length: 501))
  }

  @Test(arguments: [1, 2, 3, 1000, 123_457, 999_999, 1_000_000])
  func fit(largest: Int) {
    #expect(Fit.largest(upTo: 1_000_000) { $0 <= largest } == largest)
  }

  @Test func nothingFits() {
    #expect(Fit.largest(upTo: 10) { _ in false } == nil)
    #expect(Fit.largest(upTo: 10) { _ in true } == 10)
    #expect(Fit.largest(upTo: 1) { _ in true } == 1)
  }
}
