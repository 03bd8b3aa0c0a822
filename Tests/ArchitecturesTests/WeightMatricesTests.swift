import Architectures
import Operations
import Testing

@Suite struct WeightMatricesTests {
  /// Matrices, and for each norm a gain (and a shift), and biases, are all parameters there are.
  @Test(arguments: ModelConfiguration.presets)
  func matricesAndVectorsAreAllParameters(model: ModelConfiguration) {
    let matrices = model.weightMatrices.reduce(UInt128(0)) { $0 + $1.count }
    let vectors = Transformer(model).parameters.filter { $0.kind == .norm || $0.kind == .bias }
      .reduce(UInt128(0)) { $0 + $1.count }
    #expect(matrices + vectors == model.parameterCount)
  }

  /// The same with every head.
  @Test(arguments: [
    ModelConfiguration.Head.hiddenStates, .maskedVocabulary, .pooler, .classifier(labels: 7),
    .positionLabels(5, hasBias: true), .positionLabels(5, hasBias: false),
  ])
  func headsToo(head: ModelConfiguration.Head) throws {
    var model = try #require(ModelConfiguration.preset(named: "bert-base"))
    model.head = head
    matricesAndVectorsAreAllParameters(model: model)
  }

  /// 130 rows of 200 inputs, by hand: 130 · 25 bytes at a bit each; blocks of 64 that run across rows,
  /// of 64 within a row, of 128 by 128, one for each row, one for all.
  @Test func bytesOfBlocks() throws {
    var model = try #require(ModelConfiguration.preset(named: "gpt2"))
    (model.vocabulary, model.embeddingWidth) = (130, 200)
    let matrix = try #require(model.weightMatrices.first)
    #expect((matrix.outputs, matrix.inputs) == (130, 200))
    func scales(_ span: WeightFormat.Scale.Span) -> UInt128 {
      WeightFormat("test", bits: 1, scales: [.init(span, bits: 16)]).scaleBytes(of: matrix)
    }
    #expect(WeightFormat.plain(1).bytes(of: matrix) == 3250)
    #expect(WeightFormat.plain(3).bytes(of: matrix) == 9750)
    #expect(scales(.run(64)) == 2 * 407)
    #expect(scales(.block(outputs: 1, inputs: 64)) == 2 * 130 * 4)
    #expect(scales(.block(outputs: 128, inputs: 128)) == 2 * 2 * 2)
    #expect(scales(.block(outputs: 1, inputs: nil)) == 2 * 130)
    #expect(scales(.block(outputs: nil, inputs: nil)) == 2)
    let blocks = WeightFormat("test", elements: 32, bits: 18 * 8)
    #expect(blocks.bytes(of: matrix) == 130 * 7 * 18)
  }
}
