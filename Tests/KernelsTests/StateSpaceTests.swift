import Accounting
import Architectures
import Kernels
import Operations
import Statistics
import Testing

/// Laws of diagonal state spaces: what a kernel is by hand, that a scan is a convolution, and what
/// either costs.
@Suite(.serialized) struct StateSpaceTests {
  private static func parameters(
    _ space: DiagonalStateSpace, states: Int, channels: Int, seed: UInt64
  ) -> [Matrix] {
    var generator = SplitMix64(seed: seed)
    func draw(_ rows: Int, mean: Float = 0, halfWidth: Float = 1) -> Matrix {
      Matrix(
        Shape(rows: rows, columns: channels),
        values: generator.uniform(count: rows * channels, mean: mean, halfWidth: halfWidth)
          .map(Double.init))
    }
    let outputs = states * space.directions
    // Steps of about 1/100.
    return [
      draw(1, mean: -4.6, halfWidth: 2), draw(states), draw(states, mean: 30, halfWidth: 30),
      draw(outputs), draw(outputs),
    ] + (space.hasInput ? [draw(states), draw(states)] : [])
  }

  private static let spaces = [
    DiagonalStateSpace(), DiagonalStateSpace(hasInput: true, isConjugate: true),
    DiagonalStateSpace(isBidirectional: true),
    DiagonalStateSpace(hasInput: true, isBidirectional: true),
  ]

  /// With A = -1, Δ = ln 2 and C = 1 the transition is 1/2, the held input 1/2, and the kernel 2^-t.
  @Test func aKernelByHand() {
    func one(_ value: Double) -> Matrix { Matrix(rows: 1, columns: 1) { _, _ in value } }
    // log Δ = log log 2.
    let parameters = [one(-0.366_512_920_581_664_3), one(0), one(0), one(1), one(0)]
    let kernel = StateSpaceKernel(DiagonalStateSpace(), positions: 9).evaluate(parameters)[0]
    for position in 0..<9 {
      #expect(abs(kernel[position, 0] - 1 / Double(1 << position)) < 1e-15)
    }
  }

  /// The recurrence, position by position, and the convolution with the kernel are one function.
  @Test(arguments: spaces)
  func aScanIsAConvolution(space: DiagonalStateSpace) throws {
    for (rows, states, channels) in [(1, 1, 1), (2, 3, 5), (61, 4, 3), (130, 2, 17)] {
      let parameters = Self.parameters(space, states: states, channels: channels, seed: 3)
      var generator = SplitMix64(seed: 4)
      func draw(_ rows: Int) -> Matrix {
        Matrix(
          Shape(rows: rows, columns: channels),
          values: generator.uniform(count: rows * channels, mean: 0, halfWidth: 1)
            .map(Double.init))
      }
      let inputs = [draw(rows), draw(1)] + parameters
      let scanned = StateSpaceScan(space, factors: .generated).evaluate(inputs)
      let convolved = StateSpaceConvolution(space, kernel: .generated).evaluate(inputs)
      #expect(relativeError([scanned[0].values], [convolved[0].values]) < 1e-12)
    }
  }

  /// What is kept from the first pass on is what was made in it.
  @Test(arguments: ["s4d", "s4d:method=scan", "s4d:states=6"])
  func keptKernelsAreThoseThatAreMade(name: String) throws {
    let cached = try #require(ArchitectureEntry.named(name))
    let generated = try cached.with("kernel", "generated")
    for model in [SmallModels.preNorm, SmallModels.encoder] {
      let engine = CPUEngine(
        weights: RandomWeights(seed: 1),
        input: .tokens(SmallModels.tokens(90, of: model)), threads: 2)
      func run(_ entry: ArchitectureEntry, _ positions: Int) throws -> [[Double]] {
        try outputs(
          of: entry, Transformer(model), ArchitectureEntry.Options(mask: model.mask),
          positions: positions, on: engine)
      }
      for positions in [90, 41, 90] {
        let made = try run(generated, positions)
        #expect(try run(cached, positions) == made)
        #expect(try run(cached, positions) == made)
      }
    }
  }

  /// Without a skip and a state a position doesn't see what follows it; in both directions it does.
  @Test func whatAPositionSees() throws {
    let model = SmallModels.preNorm
    var tokens = SmallModels.tokens(40, of: model)
    func run(_ mask: AttentionMask) throws -> [Double] {
      let engine = ReferenceEngine(weights: RandomWeights(seed: 1), input: .tokens(tokens))
      return try outputs(
        of: .s4d, Transformer(model), ArchitectureEntry.Options(mask: mask), positions: 40,
        on: engine
      ).flatMap(\.self)
    }
    let before = try (run(.causal), run(.full))
    tokens[25] = (tokens[25] + 1) % model.vocabulary
    let after = try (run(.causal), run(.full))
    let width = before.0.count / 40
    #expect(before.0[..<(25 * width)] == after.0[..<(25 * width)])
    #expect(before.0[(39 * width)...] != after.0[(39 * width)...])
    #expect(before.1[..<width] != after.1[..<width])
  }

  /// Beside what has other shapes than the operations' examples.
  @Test func whatIsRefused() {
    let both = DiagonalStateSpace(isBidirectional: true)
    let modes = Shape(rows: 2, columns: 3)
    let row = Shape(rows: 1, columns: 3)
    let outputs = Shape(rows: 4, columns: 3)
    let inputs = [Shape(rows: 7, columns: 3), row, row, modes, modes, outputs, outputs]
    #expect(throws: EngineError.self) {
      try StateSpaceScan(both, factors: .cached, handsOn: true).shapes(of: inputs)
    }
    #expect(throws: EngineError.self) {
      try StateSpaceScan(both, factors: .cached, continues: true).shapes(
        of: inputs + [modes, modes])
    }
    #expect(throws: EngineError.self) {
      try StateSpaceKernel(both, positions: -1).shapes(of: Array(inputs[2...]))
    }
  }

  // MARK: - Work

  private func amount(
    _ work: Work, of operation: some Operation, on shapes: [Shape], areParameters: Bool = false
  ) -> UInt128 {
    let operands = shapes.enumerated().map {
      Operand($1, parameter: areParameters && $0 > 0 ? .bias : nil)
    }
    return operation.charges(on: operands).reduce(0) {
      $1.work == work ? $0 + $1.amount : $0
    }
  }

  /// At n positions, d channels and N/2 pairs: 2.5 X log2 X FLOPs for a transform of X = 2n numbers,
  /// 6 for a product of complex ones, 8 N/2 n d for a kernel, 14 N/2 n d for a scan.
  @Test func costs() {
    let (n, d, pairs) = (4096, 256, 32)
    let x = Shape(rows: n, columns: d)
    let modes = Shape(rows: pairs, columns: d)
    let row = Shape(rows: 1, columns: d)
    let inputs = [x, row, row, modes, modes, modes, modes]
    let space = DiagonalStateSpace()
    let made = StateSpaceConvolution(space, kernel: .generated)
    let kept = StateSpaceConvolution(space, kernel: .cached)
    // log2(2n) = 13.
    #expect(2 * amount(.fourierTransform, of: made, on: inputs) == UInt128(15 * n * 13 * d))
    #expect(
      2 * amount(.fourierTransform, of: kept, on: inputs, areParameters: true)
        == UInt128(10 * n * 13 * d))
    // What isn't the model's own can't be kept.
    #expect(2 * amount(.fourierTransform, of: kept, on: inputs) == UInt128(15 * n * 13 * d))
    #expect(2 * amount(.spectralProduct, of: made, on: inputs) == UInt128(6 * n * d))
    #expect(2 * amount(.kernelMultiplyAdd, of: made, on: inputs) == UInt128(8 * pairs * n * d))
    #expect(amount(.complexExponential, of: made, on: inputs) == 33_554_432)
    #expect(amount(.complexExponential, of: kept, on: inputs, areParameters: true) == 0)
    let scan = StateSpaceScan(space, factors: .cached)
    #expect(2 * amount(.scanMultiplyAdd, of: scan, on: inputs) == UInt128(14 * pairs * n * d))
  }

  /// A decoded token costs the same however many stand before it, and keeps N numbers a channel.
  @Test(arguments: ["s4d", "s4d:method=scan", "s4d:kernel=generated"])
  func decodingCostsTheSameEverywhere(name: String) throws {
    let entry = try #require(ArchitectureEntry.named(name))
    let model = Transformer(SmallModels.preNorm)
    let options = ArchitectureEntry.Options(mask: .causal)
    let passes = [1, 1000, 1_000_000].map {
      Pass(model, entry, options: options, positions: 10, phase: .decode, cached: $0)
    }
    let ledgers = try passes.map { try $0.ledger() }
    for convention in Convention.all {
      let totals = Set(ledgers.map { $0.priced(by: convention).total })
      #expect(totals.count == 1, "\(convention.name)")
    }
    let state = passes[0].program.state(after: 11).reduce(0) { $0 + $1.shape.count }
    #expect(state == UInt128(64 * SmallModels.preNorm.hidden * SmallModels.preNorm.layers))
  }
}
