import Accounting
import Architectures
import TestSupport
import Testing

/// What can't be counted is refused in a sentence, never with a trap.
@Suite struct PassTests {
  private func pass(
    _ positions: Int, batch: Int = 1, phase: Pass.Phase = .prefill, cached: Int = 0,
    memory: RecurrentMemory = RecurrentMemory(), _ entry: ArchitectureEntry = .full,
    of name: String = "opt-125m"
  ) throws -> Pass {
    let model = try preset(name)
    return Pass(
      Transformer(model), entry, options: .init(mask: model.mask, memory: memory),
      positions: positions, batch: batch, phase: phase, cached: cached)
  }

  private func refusal(_ pass: Pass) throws -> String {
    try #require(throws: PassError.self) { try pass.ledger() }.description
  }

  @Test func tooLongADecodeIsRefused() throws {
    let longest = Pass.longestDecode
    #expect(try refusal(pass(longest + 1, phase: .decode)).contains("\(longest + 1) are too many"))
    #expect(try refusal(pass(.max, phase: .decode)).contains("up to 1000000000000000"))
    #expect(try pass(3, phase: .decode, cached: 1_000_000).ledger().positions == 3)
  }

  @Test func trainingHasNoCache() throws {
    let training = try pass(16, phase: .training(.none), cached: 1)
    #expect(try refusal(training).contains("no cache"))
    #expect(training.recomputation == Recomputation.none)
    #expect(try pass(16).recomputation == nil)
  }

  @Test(arguments: [
    (0, 1, 0), (-1, 1, 0), (Int.min, 1, 0), (1, 0, 0), (1, -1, 0), (1, Int.min, 0), (1, 1, -1),
    (1, 1, Int.min),
  ])
  func sizesThatAreNone(positions: Int, batch: Int, cached: Int) throws {
    #expect(try refusal(pass(positions, batch: batch, cached: cached)).contains("at least one"))
  }

  @Test(arguments: [(0, 10), (-1, 0), (Int.min, 0), (512, -1), (512, Int.min)])
  func segmentsThatAreNone(length: Int, slots: Int) throws {
    let memory = RecurrentMemory(slots: slots, segmentLength: length)
    #expect(try refusal(pass(64, memory: memory, .recurrentMemory)).contains("segment"))
  }

  @Test(arguments: [(Int.max, 0), (1, Int.max), (Int.max, Int.max), (1_000_000_000_000_001, 0)])
  func longerThanAnySequence(positions: Int, cached: Int) throws {
    #expect(try refusal(pass(positions, cached: cached)).contains("up to 1000000000000000"))
  }

  /// The longest sequence of the largest model is counted, a million of them are not.
  @Test func moreThanCanBeCounted() throws {
    let longest = Pass.longestSequence
    let largest = try pass(longest, of: "opt-175b").ledger()
    for convention in Convention.all {
      #expect(largest.priced(by: convention).total > 0)
      for recomputation in Recomputation.allCases {
        _ = largest.priced(by: convention, training: recomputation)
      }
    }
    #expect(try refusal(pass(longest, batch: 1 << 20, of: "opt-175b")).contains("10^38"))
    #expect(try refusal(pass(longest, batch: .max)).contains("10^38"))
  }

  @Test func bidirectionalAttentionHasNoCache() throws {
    for entry in ArchitectureEntry.all {
      let encoder = try pass(16, cached: 16, entry, of: "bert-base")
      #expect(throws: ArchitectureError.self) { try encoder.ledger() }
    }
  }

  /// Random passes, most of them absurd: each is counted under every convention or refused.
  @Test(arguments: UInt64(0)..<4)
  func countedOrRefused(seed: UInt64) throws {
    var generator = Seeded(seed)
    func size(_ most: Int) -> Int {
      let bits = Int.random(in: 0...62, using: &generator)
      return min(Int.random(in: 0...(1 << bits), using: &generator), most)
    }
    var (counted, refused) = (0, 0)
    for _ in 0..<400 {
      var model = ModelConfiguration.random(&generator)
      model.vocabulary = max(size(1 << 40), 1)
      model.feedForward = max(size(1 << 40), 1)
      let entry: ArchitectureEntry =
        Bool.random(using: &generator) ? .full : .recurrentMemory
      let phase =
        [Pass.Phase.prefill, .decode, .training(.none), .training(.full)]
        .randomElement(using: &generator) ?? .prefill
      let pass = Pass(
        Transformer(model), entry,
        options: .init(
          mask: model.mask,
          memory: RecurrentMemory(slots: size(100), segmentLength: size(1 << 50))),
        positions: phase == .decode ? size(20) : size(.max), batch: size(.max), phase: phase,
        cached: Bool.random(using: &generator) ? 0 : size(.max))
      do {
        let ledger = try pass.ledger()
        for convention in Convention.all {
          let total = ledger.priced(by: convention, training: .full)?.total ?? 1
          if convention != .flash { #expect(total > 0) }
          _ = ledger.priced(by: convention)
        }
        counted += 1
      } catch let error as PassError {
        #expect(!error.description.isEmpty)
        refused += 1
      } catch is ArchitectureError {
        refused += 1
      }
    }
    #expect(counted > 20 && refused > 20)
  }
}
