import Accounting
import Architectures
import Testing

@Suite struct ExpertsTouchedTests {
  /// E·(1 − (1 − k/E)^T): 2 of 8 experts, 1, 2 and 4 positions: 2, 3.5, 8·(1 − 81/256).
  @Test func expected() {
    let expected = ExpertsTouched.expected
    #expect(expected.experts(of: 8, chosen: 2, positions: 1) == 2)
    #expect(abs(expected.experts(of: 8, chosen: 2, positions: 2) - 3.5) < 1e-12)
    #expect(abs(expected.experts(of: 8, chosen: 2, positions: 4) - 5.46875) < 1e-12)
    #expect(abs(expected.experts(of: 8, chosen: 2, positions: 1000) - 8) < 1e-9)
    #expect(ExpertsTouched.least.experts(of: 8, chosen: 2, positions: 100) == 2)
    #expect(ExpertsTouched.most.experts(of: 8, chosen: 2, positions: 3) == 6)
    #expect(ExpertsTouched.most.experts(of: 8, chosen: 2, positions: 5) == 8)
  }

  /// The least is never more than what is expected, nor that than the most.
  @Test(arguments: [1, 2, 3, 7, 8, 64, 4096]) func order(positions: Int) {
    for (count, chosen) in [(8, 2), (128, 8), (4, 4), (1, 1)] {
      let (least, expected, most) = (
        ExpertsTouched.least.experts(of: count, chosen: chosen, positions: Double(positions)),
        ExpertsTouched.expected.experts(of: count, chosen: chosen, positions: Double(positions)),
        ExpertsTouched.most.experts(of: count, chosen: chosen, positions: Double(positions))
      )
      #expect(least <= expected && expected <= most + 1e-9)
    }
  }

  /// Tokens decoded side by side read so many of Mixtral's experts, and a dense model's weights once.
  @Test func bytesMoved() throws {
    func read(_ name: String, batch: Int, _ experts: ExpertsTouched) throws -> UInt128 {
      try Pass(
        Transformer(preset(name), logits: .none), .full, options: .init(mask: .causal),
        positions: 1, batch: batch, phase: .decode
      ).ledger().traffic(of: .feedForward, .half, experts: experts).read
    }
    let expert = 32 * 3 * 4096 * 14_336 * 2.0
    for batch in [1, 2, 4, 16] {
      for experts in ExpertsTouched.allCases {
        let count = experts.experts(of: 8, chosen: 2, positions: Double(batch))
        let ratio = try Double(read("mixtral-8x7b", batch: batch, experts)) / (count * expert)
        #expect((1..<1.01).contains(ratio), "\(experts) \(batch)")
      }
      #expect(
        try read("mistral-7b", batch: batch, .least) == read("mistral-7b", batch: batch, .most))
    }
  }
}
