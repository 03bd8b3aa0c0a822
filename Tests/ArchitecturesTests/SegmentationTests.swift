import Architectures
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
    #expect(AttentionMask.full.pairs(queries: 5, keys: 7) == 35)
    #expect(AttentionMask.causal.pairs(queries: 5, keys: 5) == 15)
    // Two queries at the end of seven keys see six and seven of them.
    #expect(AttentionMask.causal.pairs(queries: 2, keys: 7) == 13)
    // The first two of five queries stand before all three keys.
    #expect(AttentionMask.causal.pairs(queries: 5, keys: 3) == 6)
  }
}
