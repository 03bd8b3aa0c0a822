import Architectures
import Kernels
import Operations
import Testing

@Suite(.serialized) struct BadInputTests {
  private func run(_ input: SequenceInput, positions: Int, scope: Transformer.Scope) throws {
    let model = Transformer(SmallModels.encoder, scope: scope)
    let architecture = WholeSequence(model, mask: .full)
    for engine in [true, false] {
      if engine {
        try architecture.forward(
          positions: positions,
          on: CPUEngine(weights: RandomWeights(seed: 0), input: input, threads: 1)
        ) { _, _ in }
      } else {
        try architecture.forward(
          positions: positions,
          on: ReferenceEngine(weights: RandomWeights(seed: 0), input: input)
        ) { _, _ in }
      }
    }
  }

  @Test func tokensOutsideTheVocabulary() {
    for token in [-1, 37, Int.max] {
      #expect(throws: EngineError("token \(token) is outside the vocabulary of 37")) {
        try run(.tokens([1, token]), positions: 2, scope: .wholeModel)
      }
    }
  }

  @Test func tooFewTokens() {
    #expect(throws: EngineError("the program reads 3 tokens, the input holds 2")) {
      try run(.tokens([1, 2]), positions: 3, scope: .wholeModel)
    }
  }

  @Test func noTokenToRepeat() {
    #expect(throws: EngineError("the input holds no token to repeat")) {
      try run(.repeatedTokens([]), positions: 1, scope: .wholeModel)
    }
    #expect(throws: EngineError("token 37 is outside the vocabulary of 37")) {
      try run(.repeatedTokens([1, 37]), positions: 4, scope: .wholeModel)
    }
  }

  @Test func positionsBeyondTheTable() {
    let tokens = [Int](repeating: 1, count: 513)
    #expect(
      throws: EngineError(
        "embedding.positions has 512 rows, and row 512 is asked for; give the model fewer "
          + "positions")
    ) {
      try run(.tokens(tokens), positions: 513, scope: .wholeModel)
    }
  }

  @Test func theWrongKindOfInput() {
    #expect(throws: EngineError("the program reads rows, the input holds tokens")) {
      try run(.tokens([1]), positions: 1, scope: .layers(1))
    }
    let rows = SequenceInput.Rows(count: 2, width: 8, seed: 0)
    #expect(throws: EngineError("the program reads tokens, the input holds rows")) {
      try run(.rows(rows), positions: 1, scope: .wholeModel)
    }
    #expect(throws: EngineError("the program reads rows of width 40, the input's have 8")) {
      try run(.rows(rows), positions: 1, scope: .layers(1))
    }
  }

  /// A parameter's name may come with another shape, as a table for each position does with another
  /// length.
  @Test func parametersOfAnotherShape() throws {
    let weights = RandomWeights(seed: 4)
    let input = SequenceInput.rows(.init(count: 3, width: 6, seed: 2))
    func check(_ engine: some ReadableEngine) throws {
      let x = try engine.input(at: 0..<3, width: 6)
      for outputs in [4, 7, 4] {
        let map = Linear(.output, name: "map", inputs: 6, outputs: outputs, bias: true)
        let y = try engine.linear(x, map)
        #expect(y.shape == Shape(rows: 3, columns: outputs))
        let fresh = ReferenceEngine(weights: weights, input: input)
        let expected = try fresh.linear(fresh.input(at: 0..<3, width: 6), map)
        #expect(relativeError([try engine.read(y)], [expected.values]) < 1e-5)
        let table = Parameter("table", .position, rows: outputs, columns: 6, standardDeviation: 1)
        let last = try engine.rows(outputs - 1..<outputs, of: engine.parameter(table))
        #expect(try engine.read(last) == weights.values(of: table).suffix(6).map(Double.init))
      }
    }
    try check(CPUEngine(weights: weights, input: input, threads: 1))
    try check(ReferenceEngine(weights: weights, input: input))
  }

  /// What passes read may be another thing from pass to pass.
  @Test func anotherInput() throws {
    let engine = CPUEngine(
      weights: RandomWeights(seed: 4),
      input: SequenceInput(randomFor: .rows(width: 6), count: 3, seed: 1), threads: 1)
    #expect(try engine.input(at: 0..<3, width: 6).shape == Shape(rows: 3, columns: 6))
    #expect(throws: EngineError.self) { try engine.tokens(at: 0..<2, vocabulary: 9) }
    engine.sequence = SequenceInput(randomFor: .rows(width: 5), count: 2, seed: 1)
    #expect(try engine.input(at: 0..<2, width: 5).shape == Shape(rows: 2, columns: 5))
    #expect(throws: EngineError.self) { try engine.input(at: 0..<3, width: 6) }
    engine.sequence = SequenceInput(randomFor: .tokens(vocabulary: 9), count: 4, seed: 1)
    #expect(try engine.tokens(at: 2..<6, vocabulary: 9).shape == Shape(rows: 4, columns: 1))
    #expect(engine.memory.inputBytes == 0)
  }
}
