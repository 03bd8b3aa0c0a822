import Architectures
import Kernels
import Operations
import Testing

/// What architectures hand out after each segment, and what they read before it.
@Suite(.serialized) struct SegmentMemoryTests {
  private func memories(
    _ entry: ArchitectureEntry, _ mask: AttentionMask, positions: Int, input: SequenceInput
  ) throws -> [(positions: Range<Int>, values: [Float])] {
    let model = Transformer(SmallModels.encoder)
    let options = ArchitectureEntry.Options(
      mask: mask, memory: RecurrentMemory(slots: 2, segmentLength: 9))
    let engine = CPUEngine(weights: RandomWeights(seed: 3), input: input, threads: 1)
    var all: [(positions: Range<Int>, values: [Float])] = []
    try entry.make(model, options).forward(
      0..<positions, on: engine,
      memory: { all.append(($0, try engine.values(of: $1))) }, output: { _, _ in })
    return all
  }

  private func tokens(_ count: Int) -> [Int] {
    SmallModels.tokens(count, of: SmallModels.encoder)
  }

  /// After a segment there is what a sequence leaves that ends with it.
  @Test func memoryOfADecoderIsThatOfTheSequenceSoFar() throws {
    let input = SequenceInput.tokens(tokens(31))
    let all = try memories(.recurrentMemory, .causal, positions: 31, input: input)
    #expect(all.map(\.positions) == [0..<9, 9..<18, 18..<27, 27..<31])
    for count in 1..<4 {
      let part = try memories(.recurrentMemory, .causal, positions: 9 * count, input: input)
      #expect(part.map(\.values) == Array(all.map(\.values).prefix(count)))
    }
    let sizes = Set(all.map(\.values.count))
    #expect(sizes == [2 * SmallModels.encoder.hidden])
  }

  @Test func anEncodersFirstSegmentIsTheShortOne() throws {
    let input = SequenceInput.tokens(tokens(22))
    let all = try memories(.recurrentMemory, .full, positions: 22, input: input)
    #expect(all.map(\.positions) == [0..<4, 4..<13, 13..<22])
    #expect(Set(all.map(\.values)).count == 3)
  }

  @Test func fullAttentionHasNone() throws {
    let all = try memories(.full, .full, positions: 9, input: .tokens(tokens(9)))
    #expect(all.isEmpty)
  }

  /// A few tokens over and over are what all of them written out are.
  @Test(arguments: [AttentionMask.full, .causal])
  func repeatedTokens(mask: AttentionMask) throws {
    let few = tokens(7)
    let written = (0..<40).map { few[$0 % 7] }
    let repeated = try memories(
      .recurrentMemory, mask, positions: 40, input: .repeatedTokens(few))
    let expected = try memories(.recurrentMemory, mask, positions: 40, input: .tokens(written))
    #expect(repeated.map(\.values) == expected.map(\.values))
  }
}
