import Architectures
import Kernels
import Testing

@testable import Checkpoints

/// Recurrent memory over trained-model files gives what the authors' code gives, segment by segment.
@Suite(.serialized) struct RecurrentMemoryTests {
  /// The rows a recurrent memory starts from, and nothing else.
  struct InitialMemory: WeightSource {
    let rows: [Float]

    func values(of _: Parameter) -> [Float] { rows }
  }

  /// Encoded rows, or scores, of each segment of one fixture.
  private func outputs(
    _ name: String, _ logits: Logits, _ memory: RecurrentMemory, initial: [Float], tokens: [Int],
    on kind: EngineKind
  ) throws -> [[Double]] {
    let checkpoint = try Fixtures.checkpoint(name)
    let model = checkpoint.configuration.model
    let transformer = Transformer(model, logits: logits)
    let weights = try CheckpointWeights(
      checkpoint, for: transformer, memory: InitialMemory(rows: initial))
    let options = ArchitectureEntry.Options(mask: model.mask, memory: memory)
    return try kind.outputs(
      of: ArchitectureEntry.recurrentMemory.make(transformer, options), weights, tokens: tokens)
  }

  /// The given rows of a matrix.
  private func rows(_ range: Range<Int>, of values: [Double], width: Int) -> [Double] {
    Array(values[range.lowerBound * width..<range.upperBound * width])
  }

  /// Segments of content between tokens; what stands at the memory's positions is overwritten.
  private static func laidOut(
    _ content: [Int], by length: Int, _ alignment: Segmentation.Alignment, before: [Int],
    after: [Int]
  ) -> [Int] {
    let cut = Segmentation(positions: content.count, length: length, alignment: alignment)
    var segments = (0..<cut.fullCount).map(cut.fullSegment)
    if let short = cut.shortSegment {
      segments.insert(short, at: alignment == .left ? segments.endIndex : 0)
    }
    return segments.flatMap { before + content[$0] + after }
  }

  /// `[memory; 24 tokens; memory]`, the last segment `[memory; 7 tokens; memory]`.
  @Test(arguments: EngineKind.all) func decoder(kind: EngineKind) throws {
    let name = "opt-pre-ln"
    let expected = try Fixtures.expected(name)
    let content = try expected.integers(of: "input_ids")
    let (slots, segment, width, vocabulary) = (5, 24, 128, 131)
    let memory = RecurrentMemory(slots: slots, segmentLength: segment + 2 * slots)
    let tokens = Self.laidOut(
      content, by: segment, .left, before: [Int](repeating: 0, count: slots),
      after: [Int](repeating: 0, count: slots))
    func outputs(_ logits: Logits) throws -> [[Double]] {
      try self.outputs(
        name, logits, memory, initial: expected.floats(of: "rmt.memory_initial"), tokens: tokens,
        on: kind)
    }
    let (encoded, scores) = (try outputs(.none), try outputs(.all))
    #expect(encoded.count == 5)
    for index in encoded.indices {
      let count = encoded[index].count / width
      let written = rows(count - slots..<count, of: encoded[index], width: width)
      let read = rows(slots..<count - slots, of: scores[index], width: vocabulary)
      let errors = try [
        relativeError(written, expected.floats(of: "rmt.segment.\(index).memory")),
        relativeError(read, expected.floats(of: "rmt.segment.\(index).logits")),
      ]
      #expect(errors.max() ?? .infinity < FullAttentionTests.tolerance, "\(index) on \(kind)")
    }
  }

  /// `[CLS] memory [SEP] content [SEP]`, the first segment with seven tokens of content.
  ///
  /// The authors' code fills the short segment with padding and masks it, which changes nothing for
  /// the positions before.
  @Test(arguments: EngineKind.all) func encoder(kind: EngineKind) throws {
    let name = "bert-classifier"
    let expected = try Fixtures.expected(name)
    let content = try expected.integers(of: "rmt.input_ids")
    let (slots, segment, width) = (5, 56, 128)
    let (cls, sep) = (2, 3)
    let memory = RecurrentMemory(slots: slots, segmentLength: segment + slots + 3)
    let tokens = Self.laidOut(
      content, by: segment, .right,
      before: [cls] + [Int](repeating: 0, count: slots) + [sep], after: [sep])
    // The memory's rows are the last of the table of tokens.
    let table = try Fixtures.model(name).floats(of: "bert.embeddings.word_embeddings.weight")
    func outputs(_ logits: Logits) throws -> [[Double]] {
      try self.outputs(
        name, logits, memory, initial: table.suffix(slots * width), tokens: tokens, on: kind)
    }
    let (encoded, pooled) = (try outputs(.none), try outputs(.all))
    #expect(encoded.count == 4)
    let classifier = try Classifier(of: name)
    for index in encoded.indices {
      let written = rows(1..<1 + slots, of: encoded[index], width: width)
      let errors = try [
        relativeError(written, expected.floats(of: "rmt.segment.\(index).memory")),
        relativeError(
          classifier.scores(pooled[index]), expected.floats(of: "rmt.segment.\(index).logits")),
      ]
      #expect(errors.max() ?? .infinity < FullAttentionTests.tolerance, "\(index) on \(kind)")
    }
  }
}
