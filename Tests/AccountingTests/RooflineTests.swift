import Accounting
import Architectures
import Testing

@Suite struct RooflineTests {
  /// 100 FLOP/s, 10 B/s, so that operations of less than 10 FLOPs a byte wait for memory.
  private static let machine = Hardware(
    name: "toy", title: "toy", peaks: [32: .init(100, source: "made up")],
    bandwidth: .init(10, source: "made up"), memory: .init(1e12, source: "made up"))

  private func ledger(
    _ entry: ArchitectureEntry, _ positions: Int, batch: Int = 1, phase: Pass.Phase = .prefill,
    cached: Int = 0
  ) throws -> Ledger {
    let model = try preset("opt-125m")
    return try Pass(
      Transformer(model), entry, options: ArchitectureEntry.Options(mask: model.mask),
      positions: positions, batch: batch, phase: phase, cached: cached
    ).ledger()
  }

  @Test func everyOperationTakesTheLongerOfItsTwoTimes() throws {
    let ledger = try ledger(.full, 300)
    let time = try #require(Roofline(Self.machine, precision: .single).time(ledger))
    let flops = ledger.priced(by: .matmulCausal).total.nearestDouble
    let bytes = ledger.traffic(.single).total.nearestDouble
    #expect(time.seconds >= max(flops / 100, bytes / 10))
    #expect(time.seconds <= flops / 100 + bytes / 10)
    #expect(time.computeBoundSeconds > 0 && time.computeBoundSeconds < time.seconds)
  }

  @Test func efficiencyStretchesTime() throws {
    let ledger = try ledger(.recurrentMemory, 3000)
    let perfect = try #require(Roofline(Self.machine, precision: .single).time(ledger))
    let half = Efficiency(products: 0.5, attention: 0.5, bandwidth: 0.5)
    let slower = try #require(
      Roofline(Self.machine, precision: .single, efficiency: half).time(ledger))
    #expect(abs(slower.seconds / perfect.seconds - 2) < 1e-12)
  }

  /// Decoding moves all weights for every token; a batch shares them.
  @Test func decodingWaitsForMemory() throws {
    let one = try ledger(.full, 1, phase: .decode, cached: 100)
    let weights = try ParameterCounts(Transformer(preset("opt-125m"))).bytes(.half)
    let moved = one.traffic(.half).read
    #expect(moved > weights - 2 * 2050 * 768 && moved < weights + weights / 10)
    let sixteen = try ledger(.full, 1, batch: 16, phase: .decode, cached: 100)
    #expect(sixteen.traffic(.half).read < 2 * moved)
    let ridge = try #require(Hardware.named("h100-sxm"))
    let time = try #require(Roofline(ridge, precision: .half).time(one))
    #expect(time.computeBoundSeconds == 0)
  }

  /// A batch of decoded tokens reaches every expert, one token only those it chooses.
  @Test func expertsThatTakePart() throws {
    let model = try preset("mixtral-8x7b")
    func read(batch: Int) throws -> UInt128 {
      try Pass(
        Transformer(model, logits: .none), .full,
        options: ArchitectureEntry.Options(mask: .causal), positions: 1, batch: batch,
        phase: .decode
      ).ledger().traffic(of: .feedForward, .half, experts: .most).read
    }
    let expert = UInt128(3 * 4096 * 14_336 * 32) * 2
    for (batch, experts) in [(1, 2), (2, 4), (4, 8), (64, 8)] {
      let weights = UInt128(experts) * expert
      #expect(try read(batch: batch) >= weights)
      #expect(try read(batch: batch) < weights + weights / 100)
    }
  }

  /// Of a length that the program takes in chunks of rows, the least time has each weight read once.
  @Test func theLeastTimeReadsWeightsOnce() throws {
    let model = try preset("opt-125m")
    func pass(_ positions: Int, rowsAtOnce: Int? = Transformer.defaultRowsAtOnce) -> Pass {
      Pass(
        Transformer(model, logits: .none, rowsAtOnce: rowsAtOnce), .full,
        options: ArchitectureEntry.Options(mask: model.mask), positions: positions)
    }
    let least = Roofline(Self.machine, precision: .single)
    let own = Roofline(Self.machine, precision: .single, takesChunks: true)
    let (length, width) = (3 * Transformer.defaultRowsAtOnce + 5, UInt128(model.hidden))
    let ledger = try pass(length).ledger()
    let once = try pass(length).ledger(on: least, inChunks: ledger)
    // Weights [3d, d] and a bias of 3d in each layer, and rows of d.
    let layers = UInt128(model.layers)
    let weights = 4 * layers * (3 * width * width + 3 * width)
    let read = once.traffic(of: .queryKeyValue, .single).read
    #expect(read == weights + 4 * layers * UInt128(length) * width)
    #expect(ledger.traffic(of: .queryKeyValue, .single).read == read + 3 * weights)
    #expect(try once.traffic(.single) == pass(length, rowsAtOnce: nil).ledger().traffic(.single))
    #expect(
      try pass(length).ledger(on: own, inChunks: ledger).traffic(.single) == ledger.traffic(.single)
    )
    let times = [once, ledger].map { least.time($0)?.seconds ?? 0 }
    #expect(times[0] > 0 && times[0] < times[1])
  }

  @Test func noPeakNoTime() throws {
    let ledger = try ledger(.full, 10)
    let narrow = Hardware(
      name: "narrow", title: "narrow", peaks: [8: .init(1, source: "made up")],
      bandwidth: .init(1, source: "made up"), memory: .init(1, source: "made up"))
    #expect(Roofline(narrow, precision: .half).time(ledger) == nil)
  }

  /// Backward twice the forward pass, and the layers once more when they are recomputed.
  @Test func training() throws {
    let ledger = try ledger(.full, 300)
    let roofline = Roofline(Self.machine, precision: .single)
    let forward = try #require(roofline.time(ledger)).seconds
    let plain = try #require(roofline.time(ledger, training: Recomputation.none)).seconds
    let full = try #require(roofline.time(ledger, training: .full)).seconds
    #expect(abs(plain / forward - 3) < 1e-12)
    #expect(full > plain && full < 4 * forward)
  }
}
