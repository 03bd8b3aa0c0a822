import Architectures
import Operations
import Testing

@Suite struct LaidOutContentTests {
  private let model = Transformer(.opt("small", layers: 1, hidden: 8, heads: 1))

  private func decoder(slots: Int, length: Int) -> RecurrentMemoryDecoder {
    RecurrentMemoryDecoder(model, memory: RecurrentMemory(slots: slots, segmentLength: length))
  }

  private func encoder(slots: Int, length: Int) -> RecurrentMemoryEncoder {
    RecurrentMemoryEncoder(model, memory: RecurrentMemory(slots: slots, segmentLength: length))
  }

  /// `[memory; content; memory]`, Bulatov et al., arXiv 2207.06881, section 3.
  @Test func decoder() throws {
    let laid = try decoder(slots: 2, length: 7).laidOut([11, 12, 13, 14])
    #expect(laid.tokens == [0, 0, 11, 12, 13, 0, 0, 0, 0, 14, 0, 0])
    #expect(laid.segments.map(\.positions) == [0..<7, 7..<12])
    #expect(laid.segments.map(\.content) == [2..<5, 9..<10])
  }

  /// `[CLS] memory [SEP] content [SEP]`, the first segment short: arXiv 2304.11062, section 3.
  @Test func encoder() throws {
    let laid = try encoder(slots: 1, length: 7).laidOut(
      [11, 12, 13, 14], start: 2, separator: 3)
    #expect(laid.tokens == [2, 0, 3, 11, 3, 2, 0, 3, 12, 13, 14, 3])
    #expect(laid.segments.map(\.content) == [3..<4, 8..<11])
  }

  /// Content comes back in order, and the program cuts the positions where they were laid out.
  @Test(arguments: [0, 1, 2, 5], [1, 3, 8])
  func everyTokenStandsWhereTheProgramReadsIt(slots: Int, room: Int) throws {
    for count in 0...40 {
      let content = Array(1..<count + 1)
      let causal = try decoder(slots: slots, length: room + 2 * slots).laidOut(content)
      let full = try encoder(slots: slots, length: room + slots + 3)
        .laidOut(content, start: 98, separator: 99)
      for (laid, mask, length) in [
        (causal, AttentionMask.causal, room + 2 * slots), (full, .full, room + slots + 3),
      ] {
        #expect(laid.segments.flatMap { laid.tokens[$0.content] } == content)
        let options = ArchitectureEntry.Options(
          mask: mask, memory: RecurrentMemory(slots: slots, segmentLength: length))
        let program = ArchitectureEntry.recurrentMemory.make(Transformer(.optFamily[0]), options)
        let cut = program.segmentation(of: laid.tokens.count)
        #expect(cut?.pieces == laid.segments.map(\.positions))
      }
    }
  }

  @Test func aSegmentNeedsRoomForContent() {
    for length in [-1, 0, 1, 10] {
      #expect(throws: ArchitectureError.self) {
        try decoder(slots: 5, length: length).laidOut([1])
      }
      #expect(throws: ArchitectureError.self) {
        try encoder(slots: 7, length: length).laidOut([1], start: 2, separator: 3)
      }
    }
  }
}
