import Testing

@testable import Measurement

/// A round on a subject that says itself what its calibrations take.
@Suite struct RoundVisitorTests {
  private final class Invented: RoundSubject {
    struct Broken: Error, CustomStringConvertible { let description = "it broke" }

    let tolerance = 1e-5
    let threads = 1
    let cores: [Int] = []
    /// Calibrations to come; the last one stays.
    var calibrations: [Double]
    var errors: [CellName: Double] = [:]
    var failing: Set<CellName> = []
    private(set) var passes = 0

    init(_ calibrations: [Double]) { self.calibrations = calibrations }

    func check(_ cell: CellName) throws -> Double { errors[cell] ?? 1e-7 }
    func prepare(_ cell: CellName) throws { passes = 0 }
    func isWarmedUp(_ cell: CellName) throws -> Bool { false }
    func pass(_ cell: CellName) throws -> () throws -> Void {
      {
        if self.failing.contains(cell) { throw Broken() }
        self.passes += 1
      }
    }
    func calibrate() -> Double {
      calibrations.count > 1 ? calibrations.removeFirst() : calibrations[0]
    }
    func peakResidentBytes() -> Int { 7 }
  }

  private let cells = ["full:4", "rmt:4", "rmt:8"].compactMap { CellName($0) }

  private func run(
    _ subject: Invented, retrySeconds: Double = 1e6, isChecked: Bool = true
  ) -> [Sample] {
    var visitor = RoundVisitor(subject, round: 2, isChecked: isChecked)
    var samples: [Sample] = []
    visitor.run(
      cells.map {
        .init($0, digest: InventedSweep.cell($0).digest, retrySeconds: retrySeconds)
      }
    ) { samples.append($0) }
    return samples
  }

  @Test func everyCellOnceInOrder() {
    let samples = run(Invented([1]))
    #expect(samples.filter { $0.status == .measured }.map(\.cell) == cells)
    for (order, sample) in samples.filter({ $0.status == .measured }).enumerated() {
      #expect(sample.order == order && sample.round == 2)
      #expect(sample.checkedError == 1e-7 && sample.residentBytes == 7)
    }
    #expect(run(Invented([1]), isChecked: false).allSatisfy { $0.checkedError == nil })
  }

  /// Calibrations that never agree: two discards for each, then one that counts all the same.
  @Test func disturbedBlocks() {
    let subject = Invented((0..<200).map { $0 % 2 == 0 ? 1 : 2 })
    let samples = run(subject)
    for cell in cells {
      let own = samples.filter { $0.cell == cell }
      #expect(own.map(\.status) == [.discarded, .discarded, .measured])
      #expect(own.map(\.attempt) == [1, 2, 3])
      #expect(own.allSatisfy { $0.isDisturbed && $0.reason != nil })
    }
    // Without time for it, nothing is measured again.
    let kept = run(Invented((0..<200).map { $0 % 2 == 0 ? 1 : 2 }), retrySeconds: 0)
    #expect(kept.map(\.status) == [.measured, .measured, .measured])
    #expect(kept.allSatisfy { $0.isDisturbed })
  }

  @Test func aFailingCellDoesNotStopTheOthers() {
    let subject = Invented([1])
    subject.failing = [cells[0]]
    subject.errors[cells[1]] = 0.01
    let samples = run(subject)
    let first = samples.filter { $0.cell == cells[0] }
    #expect(first.map(\.status) == [.failed] && first.first?.reason == "it broke")
    let second = samples.filter { $0.cell == cells[1] }
    #expect(second.map(\.status) == [.failed])
    #expect(second.first?.reason?.contains("reference") == true)
    #expect(samples.last?.status == .measured && samples.last?.cell == cells[2])
  }

  /// A short pass is repeated until the block is long enough for the clock.
  @Test func blocks() {
    #expect(TimedBlock.passes(lasting: 0.1) == 1)
    #expect(TimedBlock.passes(lasting: 0.04) == 1)
    #expect(TimedBlock.passes(lasting: 0.03) == 2)
    #expect(TimedBlock.passes(lasting: 0.001) == 40)
    #expect(TimedBlock.passes(lasting: 0) == 100_000)
    var count = 0
    _ = TimedBlock.seconds(passes: 13) { count += 1 }
    #expect(count == 13)
  }
}
