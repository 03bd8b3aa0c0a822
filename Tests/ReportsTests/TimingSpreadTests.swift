import Measurement
import Statistics
import TestSupport
import Testing
import Text

@testable import Reports

@Suite struct TimingSpreadTests {
  private func timing(_ seconds: [Double]) -> CellRecord.Timing {
    CellRecord.Timing(
      secondsByRound: Dictionary(
        uniqueKeysWithValues: seconds.enumerated().map { ($0.offset + 1, $0.element) }),
      peakResidentBytes: 1, checkedError: 0)
  }

  /// Fewer than six rounds have no interval of 95%, and one round has not even a range.
  @Test func spread() {
    #expect(timing([3]).spread == .unknown(reason: "1 round"))
    #expect(timing([3, 1, 2]).spread == .range(Interval(1, 3), rounds: 3))
    #expect(timing([3, 1, 2, 6, 5, 4]).spread == .interval(Interval(1, 6), confidence: 0.95))
    // x₂ to x₈ of nine: David and Nagaraja, section 7.1.
    #expect(
      timing([9, 1, 8, 2, 7, 3, 6, 4, 5]).spread == .interval(Interval(2, 8), confidence: 0.95))
  }

  /// The interval of a ratio of medians holds as often as it says, also of times that vary together.
  @Test(arguments: [0.0, 1.0])
  func ratiosHold(shared: Double) {
    var generator = Seeded(7)
    var held = 0
    let runs = 400
    for _ in 0..<runs {
      let weather = (0..<9).map { _ in 1 + shared * Double.random(in: 0...0.3, using: &generator) }
      func times(_ base: Double) -> CellRecord.Timing {
        timing(weather.map { $0 * base * (1 + Double.random(in: -0.1...0.1, using: &generator)) })
      }
      let ratio = times(6).ratio(to: times(2))
      if ratio.spread.bounds?.contains(3) == true { held += 1 }
    }
    #expect(Double(held) / Double(runs) >= 0.95)
  }

  /// Six rounds have intervals of 95% alone, which leave 90 for a ratio, and it is said.
  @Test func fewRounds() {
    let one = timing([5, 6, 7, 5, 6, 8])
    let ratio = one.ratio(to: timing([1, 2, 2, 2, 3, 4]))
    #expect(ratio.value == 3)
    #expect(ratio.spread == .interval(Interval(1.25, 8), confidence: 0.9))
    #expect(ratio.spread.text(ResolvedNumber(3, ratio.spread)) == "1.2 to 8.0 (90 %)")
    #expect(one.ratio(to: timing([2])).spread == .unknown(reason: "a single round"))
    #expect(
      timing([2, 4]).ratio(to: timing([1, 2, 2])).spread == .range(Interval(1, 4), rounds: 2))
  }
}
