import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct RoundResamplerTests {
  /// The median of n normal values scatters by √(π / 2n): so do those of resamples, whether all rounds are
  /// drawn or as many of them as are enough.
  ///
  /// Of a single sample the density at the median, which the scatter goes by, is known to a third; over
  /// sixty it averages out.
  @Test(arguments: [100, 201, 1000])
  func mediansScatterAsTheyShould(rounds: Int) throws {
    var generator = Seeded(7)
    var (drawn, spread) = (0.0, 0.0)
    for _ in 0..<60 {
      let seconds = (0..<rounds).map { _ in 1 + 0.01 * normal(using: &generator) }
      let size = SizeRounds(positions: 1, seconds: seconds)
      let resampler = try #require(RoundResampler([size]))
      for _ in 0..<100 {
        drawn += pow(resampler.draw(using: &generator)[0] - size.median, 2) / 6000
        spread += pow(resampler.spread(rounds: rounds, using: &generator), 2) / 6000
      }
    }
    let expected = 0.01 * (Double.pi / 2 / Double(rounds)).squareRoot()
    for scatter in [drawn, spread].map({ $0.squareRoot() }) {
      #expect((expected * 0.87...expected * 1.2).contains(scatter))
    }
  }
}
