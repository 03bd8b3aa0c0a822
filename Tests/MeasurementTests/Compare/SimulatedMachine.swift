import Foundation
import TestSupport

@testable import Measurement

/// A shared machine whose rounds take simulated time.
///
/// A cell's time is 1 s times noise: log-normal of 1.5 %, in one round of twelve a disturbance with a
/// heavy tail (15 % on average), spells in which everything takes a tenth longer for some 15 rounds,
/// and an even drift of 0.05 % a round.
final class SimulatedMachine {
  private var generator: Seeded
  private(set) var seconds = 0.0
  private var rounds = 0
  private var spell = 0
  /// How much longer the candidate's cells take.
  private let slowdowns: [String: Double]
  private let cells: [String]
  private let noise: Double
  private let drift: Double

  init(
    seed: UInt64, cells: [String] = ["full:1", "full:4", "rmt:1", "rmt:4"],
    slowdowns: [String: Double] = [:], noise: Double = 0.015, drift: Double = 0.0005
  ) {
    generator = Seeded(seed)
    self.cells = cells
    self.slowdowns = slowdowns
    self.noise = noise
    self.drift = drift
  }

  private func uniform() -> Double { Double.random(in: 1e-12..<1, using: &generator) }

  private func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }

  /// One round of a side, half a second of starting included.
  func round(_ side: ComparisonSide) -> RoundOutput {
    rounds += 1
    spell = spell > 0 ? spell - 1 : uniform() < 0.01 ? 15 : 0
    seconds += 0.5
    var times: [String: [Double]] = [:]
    for cell in cells {
      var logarithm = noise * normal() + drift * Double(rounds)
      if uniform() < 1 / 12.0 { logarithm -= 0.15 * log(uniform()) }
      if spell > 0 { logarithm += log(1.1) }
      if side == .candidate { logarithm += log(1 + (slowdowns[cell] ?? 0)) }
      times[cell] = [0.125 * exp(logarithm)]
      seconds += 0.125
    }
    return RoundOutput(seconds: times)
  }

  func compare(blocks: Int? = nil, budget: Double = 600) -> AlternationResult {
    Alternation.run(
      Alternation.Setting(budget: budget, blocks: blocks), elapsed: { self.seconds },
      round: { side, _, _ in self.round(side) })
  }
}
