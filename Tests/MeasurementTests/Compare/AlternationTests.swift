import Foundation
import Statistics
import Testing

@testable import Measurement

@Suite struct AlternationTests {
  private func compare(
    blocks: Int? = nil, budget: Double = 1000,
    _ time: @escaping (_ side: ComparisonSide, _ run: Int) -> RoundOutput?
  ) -> AlternationResult {
    var runs = 0
    return Alternation.run(
      Alternation.Setting(budget: budget, blocks: blocks), elapsed: { Double(runs) },
      round: { side, _, left throws(RoundFailure) in
        runs += 1
        guard left >= 1, let output = time(side, runs) else { throw .timedOut }
        return output
      })
  }

  /// Small differences without ties, so that tests on ranks have something to rank.
  private func jitter(_ run: Int) -> Double { 1e-4 * sin(Double(run * run)) }

  private func cell(_ seconds: Double) -> RoundOutput { RoundOutput(seconds: ["cell": [seconds]]) }

  /// An even drift of the logarithm, however steep, leaves the ratio as it is.
  @Test(arguments: [-0.2, 0.001, 0.05])
  func evenDriftCancels(drift: Double) throws {
    for number in 0..<4 {
      var block = ComparisonBlock(number: number)
      for (slot, side) in ComparisonBlock.order(ofBlock: number).enumerated() {
        let own = side == .candidate ? 1.07 : 1
        block.append(cell(own * exp(drift * Double(4 * number + slot))), of: side)
      }
      #expect(abs(try #require(block.logRatio(of: "cell")) - log(1.07)) < 1e-12)
    }
  }

  /// Over any four blocks in a row the same drift cancels in the control.
  @Test(arguments: 0..<8)
  func evenDriftCancelsInControl(first: Int) throws {
    let sum = try (first..<first + 4).reduce(0.0) { sum, number in
      var block = ComparisonBlock(number: number)
      for (slot, side) in ComparisonBlock.order(ofBlock: number).enumerated() {
        block.append(cell(exp(0.03 * Double(4 * number + slot))), of: side)
      }
      return sum + (try #require(block.control(of: "cell")))
    }
    #expect(abs(sum) < 1e-12)
  }

  @Test func fixedNumberOfBlocksIsKept() {
    let result = compare(blocks: 12) { _, run in self.cell(1 + self.jitter(run)) }
    #expect(result.blocks == 12 && result.rerunBlocks == 0)
    #expect(result.ending == .decided && result.verdict == .unchanged)
  }

  @Test func changesAreConfirmedByAsManyBlocks() {
    let result = compare { side, run in
      self.cell((side == .candidate ? 1.2 : 1) * (1 + self.jitter(run)))
    }
    #expect(result.verdict == .regressed)
    #expect(result.rerunBlocks == result.blocks && result.blocks == 9)
    let faster = compare { side, run in
      self.cell((side == .candidate ? 0.8 : 1) * (1 + self.jitter(run)))
    }
    #expect(faster.verdict == .improved)
  }

  /// Found in the first nine blocks only.
  @Test func whatIsNotFoundAgainIsInconclusive() {
    let result = compare(blocks: 9) { side, run in
      self.cell((side == .candidate && run <= 36 ? 1.2 : 1) * (1 + self.jitter(run)))
    }
    #expect(result.verdict == .inconclusive && result.rerunBlocks == 9)
    #expect(result.cells.first?.doubt == Judgement.Doubt.notConfirmed.text)
  }

  /// Without time for the rerun nothing is concluded either.
  @Test func unfinishedRerunConfirmsNothing() {
    let result = compare(blocks: 9, budget: 50) { side, run in
      self.cell((side == .candidate ? 1.2 : 1) * (1 + self.jitter(run)))
    }
    #expect(result.verdict == .inconclusive && result.ending == .budgetSpent)
    #expect(result.rerunBlocks < 9)
  }

  @Test(arguments: [3.0, 17, 40, 100, 333])
  func budgetIsAHardLimit(budget: Double) {
    var used = 0
    let result = compare(budget: budget) { _, run in
      used = run
      // Noise of a size that nothing is decided.
      return self.cell(1 + 0.3 * sin(Double(run * run)))
    }
    #expect(Double(used) <= budget)
    #expect(result.ending == .budgetSpent)
    #expect(result.verdict == .inconclusive)
  }

  /// A machine that favours one of A's two rounds the way the signs go: A differs from itself.
  @Test func failedControlLeavesNothing() {
    let result = compare(blocks: 12) { side, run in
      let (block, slot) = ((run - 1) / 4, (run - 1) % 4)
      let isSecond = slot >= 2
      let isFavoured = (block % 4 < 2) == isSecond
      return self.cell((isFavoured && side == .baseline ? 1.3 : 1) * (1 + self.jitter(run)))
    }
    #expect(result.isControlFailed && result.verdict == .inconclusive)
    #expect(result.cells.allSatisfy { $0.verdict == .inconclusive })
  }

  @Test func failedAndMissingCellsAreSaid() {
    let result = compare(blocks: 12) { side, run in
      RoundOutput(
        seconds: ["both": [1 + self.jitter(run)], side == .baseline ? "old" : "new": [1]],
        failures: side == .candidate ? ["broken": "check: NaN"] : [:])
    }
    let cells = Dictionary(uniqueKeysWithValues: result.cells.map { ($0.name, $0) })
    #expect(cells["broken"]?.failure?.side == .candidate)
    #expect(cells["broken"]?.failure?.reason == "check: NaN")
    #expect(cells["old"]?.missing?.side == .candidate && cells["new"]?.missing?.side == .baseline)
    #expect(cells["both"]?.verdict == .unchanged && result.verdict == .unchanged)
  }

  /// In the last four of twelve blocks, two rounds each, B no longer prints the cell.
  @Test func aCellThatVanishesIsSaid() {
    let result = compare(blocks: 12) { side, run in
      run > 32 && side == .candidate
        ? RoundOutput(seconds: ["other": [1]])
        : RoundOutput(seconds: ["cell": [1 + self.jitter(run)], "other": [1]])
    }
    let missing = result.cells.first { $0.name == "cell" }?.missing
    #expect(missing?.side == .candidate)
    #expect(missing?.reason == "B measured it in only 16 of 24 rounds")
  }

  /// Two benchmarks of one name on one side: their mean is none of the other's.
  @Test func aNameThatStandsForMoreOnOneSideDecidesNothing() {
    let result = compare(blocks: 12) { side, run in
      RoundOutput(seconds: ["cell": side == .baseline ? [1, 2] : [1]])
    }
    #expect(result.cells.first?.missing?.reason.contains("1 or 2 times") == true)
    #expect(result.verdict == .inconclusive)
  }

  /// 2 of 2⁹ is 0.0039, more than the 0.002 that "unchanged" may be wrong; 2 of 2⁵ is more than 0.05.
  @Test func fewBlocksSayWhatTheyCannotSay() {
    func shortcoming(_ blocks: Int?, cells: Int = 1) -> String? {
      Alternation.Setting(budget: 1, blocks: blocks).shortcoming(cells: cells)
    }
    #expect(Alternation.Setting.fewestForNoChange == 10)
    #expect(shortcoming(nil) == nil && shortcoming(10) == nil)
    #expect(
      shortcoming(9) == "9 blocks can never say that a cell is unchanged, which takes 10")
    #expect(
      shortcoming(5)
        == "5 blocks can never say that a cell has changed, which takes 6, nor that it is unchanged, which takes 10"
    )
    // 20 · 2 / 2ⁿ is at most 0.05 from n = 10 on; 26 cells take 11.
    #expect(shortcoming(10, cells: 20) == nil)
    #expect(shortcoming(10, cells: 26)?.contains("which takes 11") == true)
  }

  /// Judging many cells takes as long as there are cells, not their square.
  @Test func manyCells() {
    let cells = Dictionary(uniqueKeysWithValues: (0..<5000).map { ("c\($0)", [1.0]) })
    let result = compare(blocks: 1) { _, _ in RoundOutput(seconds: cells) }
    #expect(result.cells.count == 5000)
  }

  @Test func nothingInCommonEndsAfterOneBlock() {
    let result = compare { side, _ in RoundOutput(seconds: [side.rawValue: [1]]) }
    #expect(result.ending == .nothingInCommon && result.blocks == 1)
  }

  @Test func failureKeepsWhatWasMeasured() {
    var runs = 0
    let failure = RoundFailure.ended(status: 1, lastLines: ["no memory"])
    let result = Alternation.run(
      Alternation.Setting(budget: 1000), elapsed: { Double(runs) },
      round: { _, _, _ throws(RoundFailure) in
        runs += 1
        if runs == 30 { throw failure }
        return self.cell(1 + self.jitter(runs))
      })
    // Round 30 is the second of the eighth block, B A A B.
    #expect(result.ending == .failed(.baseline, failure) && result.blocks == 7)
    #expect(result.cells.first?.comparison?.rounds == 7)
  }

  @Test func fewBlocksHaveNoInterval() {
    let result = compare(blocks: 3) { _, run in self.cell(1 + self.jitter(run)) }
    #expect(result.cells.first?.comparison?.interval == nil)
    #expect(result.cells.first?.doubt == Judgement.Doubt.tooFewRounds.text)
  }
}
