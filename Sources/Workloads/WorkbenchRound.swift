import Kernels
import Measurement

/// A workbench as a round of measurements sees it.
public struct WorkbenchRound: RoundSubject {
  private let bench: Workbench
  public let cores: [Int]

  /// How often the calibration runs, of which the fastest counts: a single interrupt is no drift.
  private static let calibrations = 3
  /// Seconds that one of them takes where a thread reaches `Roof`'s usual rate.
  private static let calibrationSeconds = 0.004

  /// - Parameter cores: The cores that the threads are kept on.
  public init(_ bench: Workbench, cores: [Int]) {
    self.bench = bench
    self.cores = cores
  }

  public var tolerance: Double { bench.tolerance }
  public var threads: Int { bench.threads }

  public func check(_ cell: CellName) throws -> Double {
    try bench.check(bench.cell(named: cell))
  }

  public func prepare(_ cell: CellName) throws {
    try bench.prepare(bench.cell(named: cell))
  }

  public func isWarmedUp(_ cell: CellName) throws -> Bool {
    try bench.isWarmedUp(bench.cell(named: cell))
  }

  public func pass(_ cell: CellName) throws -> () throws -> Void {
    try bench.forward(bench.cell(named: cell))
  }

  public func calibrate() -> Double {
    (0..<Self.calibrations).reduce(Double.infinity) { fastest, _ in
      min(
        fastest,
        bench.device.seconds(ofWork: Self.calibrationSeconds, threads: bench.threads))
    }
  }

  public var calibrationFlops: Double? {
    Roof.flops(ofWork: Self.calibrationSeconds, threads: bench.threads)
  }

  public func peakResidentBytes() -> Int { bench.device.peakBytes }

  public func synchronize() { bench.device.synchronize() }

  public func loweredOperations() -> [String] { bench.loweredOperations }
}
