import Architectures
import Operations
import Testing

@Suite struct SegmentationTests {
  @Test(arguments: [1, 511, 512, 513, 1024, 2_000_000])
  func segmentsCoverEveryPositionOnce(positions: Int) {
    for alignment in [Segmentation.Alignment.left, .right] {
      let cut = Segmentation(positions: positions, length: 512, alignment: alignment)
      var segments = (0..<cut.fullCount).map(cut.fullSegment)
      if let short = cut.shortSegment {
        #expect(short.count == positions % 512)
        segments.insert(short, at: alignment == .right ? 0 : segments.count)
      }
      #expect(segments.count == cut.count)
      var next = 0
      for segment in segments {
        #expect(segment.lowerBound == next)
        next = segment.upperBound
      }
      #expect(next == positions)
    }
  }

  @Test func pairsOfAMask() {
    func pairs(_ mask: AttentionMask, _ queries: Int, _ keys: Int, window: Int? = nil) -> UInt128 {
      AttentionPattern(heads: 1, headWidth: 1, mask: mask, window: window)
        .pairs(queries: queries, keys: keys)
    }
    #expect(pairs(.full, 5, 7) == 35)
    #expect(pairs(.causal, 5, 5) == 15)
    // Two queries at the end of seven keys see six and seven of them.
    #expect(pairs(.causal, 2, 7) == 13)
    // The first two of five queries stand before all three keys.
    #expect(pairs(.causal, 5, 3) == 6)
    // A window of three: 1 + 2 + 3 + 3 + 3.
    #expect(pairs(.causal, 5, 5, window: 3) == 12)
    #expect(pairs(.causal, 2, 7, window: 3) == 6)
    #expect(pairs(.causal, 5, 5, window: 5) == 15)
    #expect(pairs(.causal, 5, 5, window: 99) == 15)
  }
}
