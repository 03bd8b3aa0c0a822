import Architectures
import Testing

@testable import Checkpoints

/// Recurrent memory over trained-model files gives what the authors' code gives, segment by segment.
@Suite(.serialized) struct RecurrentMemoryTests {
  private func check(
    _ name: String, _ program: some Architecture, startingFrom memory: [Float],
    _ layout: LaidOutContent, on kind: EngineKind
  ) throws {
    let expected = try Fixtures.expected(name)
    let weights = try CheckpointWeights(
      Fixtures.checkpoint(name), for: program.model, memory: KnownMemory(rows: memory))
    let (outputs, memories) = try kind.run(program, weights, tokens: layout.tokens)
    #expect(outputs.count == layout.segments.count && memories.count == outputs.count)
    for (index, segment) in layout.segments.enumerated() {
      let scores = outputs[index]
      // A classifier has one row of scores, whatever the positions.
      let width = scores.count / segment.positions.count
      let first = segment.content.lowerBound - segment.positions.lowerBound
      let content = first * width..<(first + segment.content.count) * width
      let read = program.model.configuration.head.hasPooler ? scores[...] : scores[content]
      let errors = try [
        relativeError(memories[index], expected.floats(of: "rmt.segment.\(index).memory")),
        relativeError(read, expected.floats(of: "rmt.segment.\(index).logits")),
      ]
      #expect(errors.max() ?? .infinity < FullAttentionTests.tolerance, "\(index) on \(kind)")
    }
  }

  /// `[memory; 24 tokens; memory]`, the last segment `[memory; 7 tokens; memory]`.
  @Test(arguments: EngineKind.all) func decoder(kind: EngineKind) throws {
    let name = "opt-pre-ln"
    let expected = try Fixtures.expected(name)
    let program = RecurrentMemoryDecoder(
      Transformer(try Fixtures.checkpoint(name).configuration.model),
      memory: RecurrentMemory(slots: 5, segmentLength: 24 + 2 * 5))
    let layout = try program.laidOut(expected.integers(of: "input_ids"))
    #expect(layout.segments.map(\.content.count) == [24, 24, 24, 24, 7])
    try check(
      name, program, startingFrom: expected.floats(of: "rmt.memory_initial"), layout, on: kind)
  }

  /// `[CLS] memory [SEP] content [SEP]`, the first segment with seven tokens of content.
  ///
  /// The authors' code fills the short segment with padding and masks it, which changes nothing for
  /// the positions before.
  @Test(arguments: EngineKind.all) func encoder(kind: EngineKind) throws {
    let name = "bert-classifier"
    let expected = try Fixtures.expected(name)
    let program = RecurrentMemoryEncoder(
      Transformer(try Fixtures.checkpoint(name).configuration.model),
      memory: RecurrentMemory(slots: 5, segmentLength: 56 + 5 + 3))
    let layout = try program.laidOut(
      expected.integers(of: "rmt.input_ids"), start: 2, separator: 3)
    #expect(layout.segments.map(\.content.count) == [7, 56, 56, 56])
    // The memory's rows are the last of the table of tokens.
    let table = try Fixtures.model(name).floats(of: "bert.embeddings.word_embeddings.weight")
    try check(name, program, startingFrom: table.suffix(5 * 128), layout, on: kind)
  }
}
