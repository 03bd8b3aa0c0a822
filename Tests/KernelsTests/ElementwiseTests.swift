import Architectures
import Kernels
import Operations
import Statistics
import Testing

/// Gates, norms, rotations and activations against their formulas, on widths nothing divides.
@Suite(.serialized) struct ElementwiseTests {
  private let weights = RandomWeights(seed: 3)

  private func engines(
    rows: Int, width: Int, spread: Float
  ) -> (cpu: CPUEngine, reference: ReferenceEngine) {
    var generator = SplitMix64(seed: UInt64(rows * width))
    let values = generator.uniform(count: rows * width, mean: 0, halfWidth: spread)
    let input = SequenceInput.rows(SequenceInput.Rows(width: width, values: values))
    return (
      CPUEngine(weights: weights, input: input, threads: 2),
      ReferenceEngine(weights: weights, input: input)
    )
  }

  /// Runs the same on both engines, on all rows.
  private func error(
    rows: Int, width: Int, spread: Float = 1,
    _ onCPU: (CPUEngine, CPUEngine.Tensor) throws -> CPUEngine.Tensor,
    _ onReference: (ReferenceEngine, ReferenceEngine.Tensor) throws -> ReferenceEngine.Tensor
  ) throws -> Double {
    let (cpu, reference) = engines(rows: rows, width: width, spread: spread)
    let result = try onCPU(cpu, cpu.input(at: 0..<rows, width: width))
    let expected = try onReference(reference, reference.input(at: 0..<rows, width: width))
    return relativeError([try cpu.read(result)], [expected.values])
  }

  /// Few rows on one thread, many on all; scores of 90 are beyond what `exp` takes in `Float`.
  @Test(arguments: Activation.allCases)
  func gates(activation: Activation) throws {
    for (rows, width) in [(1, 1), (3, 15), (5, 16), (2, 17), (300, 131)] {
      for spread in [Float(0.1), 3, 90] {
        let error = try error(
          rows: rows, width: 2 * width, spread: spread,
          { try $0.gated($1, activation) }, { try $0.gated($1, activation) })
        #expect(error < 2e-6, "\(activation), \(rows) by \(width), within \(spread)")
      }
    }
  }

  @Test(arguments: Activation.allCases)
  func notANumberStaysOne(activation: Activation) throws {
    var values = [Float](repeating: 0.5, count: 40)
    values[3] = .nan
    values[18] = .nan
    let engine = CPUEngine(
      weights: weights, input: .rows(.init(width: 40, values: values)), threads: 1)
    let x = try engine.input(at: 0..<1, width: 40)
    let result = try engine.values(of: try engine.gated(x, activation))
    let wrong = result.indices.filter { result[$0].isNaN }
    #expect(wrong == [3, 18])
  }

  @Test(arguments: Activation.allCases)
  func productsWithActivations(activation: Activation) throws {
    for (rows, inputs, outputs) in [(1, 24, 7), (19, 33, 50)] {
      let layer = Linear(.feedForward, name: "up", inputs: inputs, outputs: outputs, bias: true)
      for spread in [Float(1), 30] {
        let error = try error(
          rows: rows, width: inputs, spread: spread,
          { try $0.linear($1, layer, activation: activation) },
          { try $0.linear($1, layer, activation: activation) })
        // oneDNN's tanh is within a few 1e-6.
        #expect(error < 1e-5, "\(activation), \(rows) by \(inputs) by \(outputs)")
      }
    }
  }

  @Test(arguments: [Norm.Kind.layer, .rootMeanSquare])
  func norms(kind: Norm.Kind) throws {
    for (rows, width) in [(1, 1), (4, 31), (3, 33), (400, 67)] {
      let norm = Norm(.finalNorm, kind: kind, name: "norm", width: width, epsilon: 1e-5)
      for spread in [Float(1e-3), 1, 1000] {
        let error = try error(
          rows: rows, width: width, spread: spread, { try $0.norm($1, norm) },
          { try $0.norm($1, norm) })
        #expect(error < 1e-5, "\(kind), \(rows) by \(width), within \(spread)")
      }
    }
  }

  /// Angles at a late position keep their digits.
  @Test(arguments: [(6, 6), (16, 4), (80, 80), (7, 2)])
  func rotations(headWidth: Int, turned: Int) throws {
    let rotary = RotaryEncoding(width: turned, base: 500_000)
    for (rows, prefix) in [(1, 0), (40, 3), (100, 1_000_000)] {
      let error = try error(
        rows: rows, width: 3 * headWidth,
        { try $0.rotated($1, headWidth: headWidth, rotary, after: prefix) },
        { try $0.rotated($1, headWidth: headWidth, rotary, after: prefix) })
      #expect(error < 1e-6, "\(headWidth), \(turned), after \(prefix)")
    }
  }

  /// The dot product of two turned rows depends on how far apart they stand, not on where.
  @Test func rotationIsRelative() throws {
    let rotary = RotaryEncoding(width: 32)
    let (_, reference) = engines(rows: 2, width: 32, spread: 1)
    func product(_ first: Int, _ second: Int) throws -> Double {
      let rows = try [first, second].enumerated().map { index, position in
        try reference.rotated(
          reference.input(at: index..<index + 1, width: 32), headWidth: 32, rotary,
          after: position
        ).values
      }
      return zip(rows[0], rows[1]).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let near = try product(5, 12)
    #expect(abs(try product(1005, 1012) - near) < 1e-9)
    #expect(abs(try product(5, 13) - near) > 1e-3)
  }

  @Test func scaledEmbedding() throws {
    let table = Parameter("table", .embedding, rows: 9, columns: 5, standardDeviation: 1)
    let engine = CPUEngine(weights: weights, input: .tokens([8, 0, 3]), threads: 1)
    let plain = try engine.values(of: try engine.embedding(at: 0..<3, in: table, scale: 1))
    let scaled = try engine.values(of: try engine.embedding(at: 0..<3, in: table, scale: 2.5))
    let values = weights.values(of: table)
    #expect(plain == Array(values[40..<45] + values[0..<5] + values[15..<20]))
    #expect(scaled == plain.map { $0 * 2.5 })
  }

  /// No rows can be cut from anywhere, and vanish between others.
  @Test func emptyPieces() throws {
    func check(_ engine: some ReadableEngine) throws {
      let x = try engine.input(at: 0..<6, width: 4)
      let values = try engine.read(x)
      let pieces = try [
        engine.rows(0..<0, of: x), engine.rows(2..<4, of: x), engine.rows(9..<9, of: x),
        engine.rows(-3 ..< -3, of: x), engine.rows(5..<6, of: x),
      ]
      #expect(try engine.read(engine.concatenate(pieces)) == Array(values[8..<16] + values[20...]))
      #expect(try engine.read(engine.concatenate([pieces[0], pieces[2]])).isEmpty)
      #expect(try engine.read(engine.concatenate([x])) == values)
      // Columns of a view, side by side with nothing.
      let middle = try engine.columns(1..<3, of: pieces[1])
      #expect(
        try engine.read(engine.concatenate([engine.rows(0..<0, of: middle), middle]))
          == [values[9], values[10], values[13], values[14]])
    }
    let (cpu, reference) = engines(rows: 6, width: 4, spread: 1)
    try check(cpu)
    try check(reference)
  }
}
