import Accounting
import Architectures
import Operations
import Testing

/// Laws that hold for every model, over random ones.
@Suite struct LawTests {
  static let models = ModelConfiguration.random(60, seed: 2023)
  static let lengths = [1, 2, 37, 64, 301, 2048]
  /// Rules without exceptions: training is so many forward passes.
  static let plain = ["matmul", "matmul-causal", "matmul-half", "hoffmann", "hoffmann-table4"]

  private func pass(
    _ model: ModelConfiguration, _ positions: Int, _ entry: ArchitectureEntry = .full,
    memory: RecurrentMemory = RecurrentMemory(), scope: Transformer.Scope = .wholeModel,
    batch: Int = 1, phase: Pass.Phase = .prefill, cached: Int = 0
  ) -> Pass {
    Pass(
      Transformer(model, scope: scope), entry,
      options: .init(mask: model.mask, memory: memory), positions: positions, batch: batch,
      phase: phase, cached: cached)
  }

  /// Every term of every convention, over layers that are alike.
  @Test func additiveOverLayers() throws {
    for var model in Self.models {
      // Norms after the last layer aren't part of any, windows make layers differ.
      model.normalisation = .after
      model.window = nil
      for convention in Convention.all {
        func cost(_ layers: Int) throws -> UInt128 {
          try pass(model, 37, scope: .layers(layers)).ledger().priced(by: convention).total
        }
        let one = try cost(1)
        #expect(try cost(5) == 5 * one, "\(convention.name) \(model)")
        #expect(try cost(2) + cost(3) == cost(5), "\(convention.name) \(model)")
      }
    }
  }

  @Test func linearInBatch() throws {
    for model in Self.models {
      let one = try pass(model, 37).ledger()
      let many = try pass(model, 37, batch: 1_000_003).ledger()
      for convention in Convention.all {
        for recomputation in Recomputation.allCases {
          let (single, all) = (
            one.priced(by: convention, training: recomputation),
            many.priced(by: convention, training: recomputation)
          )
          // 7/2 of an odd number of FLOPs is cut once, not once for each sequence.
          let total = (single?.total ?? 0) * 1_000_003
          let spare: UInt128 = single == nil ? 0 : 1_000_003 * UInt128(Work.all.count)
          #expect(all?.total ?? 0 >= total && all?.total ?? 0 <= total + spare)
        }
        #expect(
          many.priced(by: convention).total == 1_000_003 * one.priced(by: convention).total,
          "\(convention.name) \(model)")
      }
    }
  }

  @Test func fullIsAtLeastExactIsAtLeastHalf() throws {
    for var model in Self.models {
      model.window = nil
      for length in Self.lengths {
        let ledger = try pass(model, length).ledger()
        let full = ledger.priced(by: .matmul).total
        let exact = ledger.priced(by: .matmulCausal).total
        let half = ledger.priced(by: .matmulHalf).total
        #expect(full >= exact && exact >= half, "\(model) \(length)")
        // n(n + 1)/2 - n²/2 = n/2 pairs, each 4·h·k FLOPs in a layer.
        let diagonal: UInt128 =
          model.mask == .full
          ? 0 : 2 * UInt128(model.layers) * UInt128(length) * UInt128(model.queryWidth)
        #expect(exact == half + diagonal, "\(model) \(length)")
      }
    }
  }

  @Test func aWindowAsLongAsTheSequenceIsNone() throws {
    for var model in Self.models {
      for length in Self.lengths {
        model.window = nil
        let without = try pass(model, length).ledger()
        model.window = .init(length: length)
        let with = try pass(model, length).ledger()
        for convention in Convention.all {
          #expect(
            with.priced(by: convention).total == without.priced(by: convention).total,
            "\(convention.name) \(length)")
        }
      }
    }
  }

  /// One segment without memory is the Transformer as it is.
  @Test func oneSegmentWithoutMemoryIsFullAttention() throws {
    for model in Self.models {
      for length in Self.lengths {
        let full = try pass(model, length).ledger()
        let rmt = try pass(
          model, length, .recurrentMemory,
          memory: RecurrentMemory(slots: 0, segmentLength: length)
        ).ledger()
        for convention in Convention.all {
          #expect(
            rmt.priced(by: convention) == full.priced(by: convention),
            "\(convention.name) \(model) \(length)")
        }
      }
    }
  }

  /// One position after the other does what all do at once, where masked pairs aren't counted.
  @Test func decodingAddsUpToCausalPrefill() throws {
    for var model in Self.models {
      model.mask = .causal
      model.head = .vocabulary
      for (entry, memory) in [
        (ArchitectureEntry.full, RecurrentMemory()),
        (.recurrentMemory, RecurrentMemory(slots: 3, segmentLength: 16)),
        (.recurrentMemory, RecurrentMemory(slots: 0, segmentLength: 7)),
      ] {
        for length in [1, 2, 15, 16, 17, 40] {
          let prefill = try pass(model, length, entry, memory: memory).ledger()
          let decode = try pass(model, length, entry, memory: memory, phase: .decode).ledger()
          let expected = prefill.priced(by: .matmulCausal)
          // Half of the square is what half of its rows make, decoded one by one.
          for rule in [Convention.kaplan, .matmulHalf, .megatron, .nemo] {
            #expect(
              decode.priced(by: rule).total == prefill.priced(by: rule).total, "\(rule.name)")
          }
          let bill = decode.priced(by: .matmulCausal)
          #expect(bill.total == expected.total, "\(entry.name) \(model) \(length)")
          #expect(decode.positions == prefill.positions)
        }
      }
    }
  }

  /// A chunk of c positions after p others sees c·p + c(c + 1)/2 pairs.
  @Test func chunksAfterAPrefix() throws {
    for var model in Self.models {
      model.mask = .causal
      model.head = .vocabulary
      model.window = nil
      for (prefix, chunk) in [(0, 1), (1, 1), (16, 5), (100, 1), (37, 64), (1_000_000, 512)] {
        let ledger = try pass(model, chunk, cached: prefix).ledger()
        let (p, c) = (UInt128(prefix), UInt128(chunk))
        let pairs = c * p + c * (c + 1) / 2
        let width = UInt128(model.layers) * UInt128(model.queryWidth)
        let bill = ledger.priced(by: .matmulCausal)
        let expected = 2 * pairs * width
        #expect(bill.flops(of: .scores) == expected)
        #expect(bill.flops(of: .weightedSum) == expected)
        // With what came before it makes the whole.
        guard prefix > 0, prefix < 1000 else { continue }
        let before = try pass(model, prefix).ledger().priced(by: .matmulCausal).total
        let whole = try pass(model, prefix + chunk).ledger().priced(by: .matmulCausal).total
        #expect(before + bill.total == whole)
      }
    }
  }

  @Test func trainingIsSoManyForwardPasses() throws {
    for model in Self.models {
      let ledger = try pass(model, 64).ledger()
      for name in Self.plain {
        let convention = try #require(Convention.named(name))
        let forward = ledger.priced(by: convention)
        let layers = forward.items.filter(\.term.isInLayer).reduce(0) { $0 + $1.flops }
        let attention = forward.items.filter(\.term.isAttention).reduce(0) { $0 + $1.flops }
        func training(_ recomputation: Recomputation) -> UInt128? {
          ledger.priced(by: convention, training: recomputation)?.total
        }
        #expect(training(.none) == 3 * forward.total)
        #expect(training(.selective) == 3 * forward.total + attention)
        #expect(training(.full) == 3 * forward.total + layers)
      }
    }
  }

  /// With N of what is multiplied with, PaLM's rule is three times the products.
  ///
  /// A pooler stands on one position only, so N overstates it.
  @Test func palmIsThreeTimesMatmul() throws {
    for var model in Self.models {
      model.head = .vocabulary
      // Embedded rows of another width pass two more products, which N has too.
      for length in Self.lengths {
        let ledger = try pass(model, length).ledger()
        let products: UInt128 = 3 * ledger.priced(by: .matmul).total
        let palm = ledger.priced(by: .palm, training: Recomputation.none)?.total
        #expect(palm == products, "\(model) \(length)")
      }
    }
  }
}
