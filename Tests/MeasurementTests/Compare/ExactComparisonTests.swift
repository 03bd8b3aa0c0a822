import Statistics
import Testing

@testable import Measurement

@Suite struct ExactComparisonTests {
  private func verdict(
    _ measure: ExactCounts.Measure, _ before: UInt64, _ after: UInt64
  ) -> Verdict {
    ExactComparison(
      baseline: [ExactCounts(cell: "c", counts: [measure: before])],
      candidate: [ExactCounts(cell: "c", counts: [measure: after])]
    ).verdict
  }

  @Test(arguments: [ExactCounts.Measure.flops, .bytes, .allocations])
  func oneMoreIsRegressed(measure: ExactCounts.Measure) {
    #expect(verdict(measure, 1000, 1001) == .regressed)
    #expect(verdict(measure, 1000, 1000) == .unchanged)
    #expect(verdict(measure, 1000, 999) == .improved)
    #expect(verdict(measure, 0, 1) == .regressed)
  }

  @Test func instructionsMayDifferByOnePercent() {
    #expect(verdict(.instructions, 1000, 1010) == .unchanged)
    #expect(verdict(.instructions, 1000, 1011) == .regressed)
    #expect(verdict(.instructions, 1000, 990) == .unchanged)
    #expect(verdict(.instructions, 1000, 989) == .improved)
  }

  @Test func oneRegressionDecides() {
    let before = [ExactCounts(cell: "a", counts: [.flops: 10, .allocations: 10])]
    let after = [ExactCounts(cell: "a", counts: [.flops: 1, .allocations: 11])]
    #expect(ExactComparison(baseline: before, candidate: after).verdict == .regressed)
  }

  @Test func nothingInCommonIsInconclusive() {
    let comparison = ExactComparison(
      baseline: [ExactCounts(cell: "a", counts: [.flops: 1])],
      candidate: [ExactCounts(cell: "b", counts: [.flops: 1])])
    #expect(comparison.verdict == .inconclusive && comparison.rows.count == 2)
  }

  @Test func countsAreNumbersOrText() throws {
    let text = """
      {"cell":"a","flops":"18446744073709551615","bytes":5,"allocations":0,"instructions":null}
      """
    let counts = try ExactCounts.parse(Array(text.utf8))
    #expect(counts == [ExactCounts(cell: "a", counts: [.flops: .max, .bytes: 5, .allocations: 0])])
    #expect(throws: RoundOutput.BadLine.self) { try ExactCounts.parse(Array("{\"cell\":1}".utf8)) }
    #expect(throws: RoundOutput.BadLine.self) {
      try ExactCounts.parse(Array("{\"cell\":\"a\",\"flops\":-1}".utf8))
    }
  }

  /// Two lines of a cell, an unknown status, nothing counted: none of them is the first or nothing.
  @Test(arguments: [
    #"{"cell":"a","flops":1}"#, #"{"cell":"b","flops":1,"status":"ok"}"#, #"{"cell":"b"}"#,
    #"{"cell":"b","flops":null}"#, #"{"cell":"b","flops":-1}"#,
  ])
  func linesThatAreRefused(line: String) {
    let error = #expect(throws: RoundOutput.BadLine.self) {
      try ExactCounts.parse(Array(("{\"cell\":\"a\",\"flops\":1}\n" + line).utf8))
    }
    #expect(error?.number == 2)
  }

  @Test func aFailedCellIsNamed() throws {
    let failed = try ExactCounts.parse(
      Array(#"{"cell":"a","status":"failed","reason":"no memory"}"#.utf8))
    let counted = [
      ExactCounts(cell: "a", counts: [.flops: 1]), ExactCounts(cell: "b", counts: [.flops: 1]),
    ]
    let comparison = ExactComparison(baseline: counted, candidate: failed + [counted[1]])
    #expect(
      comparison.failures
        == [.init(cell: "a", side: .candidate, reason: "no memory")])
    #expect(comparison.rows.map(\.cell) == ["b"] && comparison.verdict == .unchanged)
  }

  @Test func totalsOfAProfile() {
    #expect(Callgrind.total(in: "events: Ir\nsummary: 9\ntotals: 8480027\n") == 8_480_027)
    #expect(Callgrind.total(in: "events: Ir\n") == nil)
  }
}
