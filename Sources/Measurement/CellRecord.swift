import Statistics

/// What is known of a cell after a sweep: a measurement, or why there is none.
public struct CellRecord: Equatable, Sendable {
  /// The version of the format that records are stored in.
  public static let schema = "contextcost.bench/1"

  public enum Outcome: Equatable, Sendable {
    case measured(Timing)
    /// Not tried, with the reason.
    case skipped(String)
    /// Tried without success, with the reason.
    case failed(String)
  }

  /// The times of a cell's rounds and what went with them.
  public struct Timing: Equatable, Sendable {
    /// Seconds of each round in the order they were measured; never empty.
    public var seconds: [Double]
    /// The most memory the process held while the cell ran.
    public var peakResidentBytes: Int
    /// The largest error of the same kernels on a small shape, relative to the reference.
    public var checkedError: Double

    public init(seconds: [Double], peakResidentBytes: Int, checkedError: Double) {
      self.seconds = seconds
      self.peakResidentBytes = peakResidentBytes
      self.checkedError = checkedError
    }

    public var median: Double { Median.of(seconds) }
    /// An interval for the median from six rounds on; before that, the range of all rounds.
    public var interval: ClosedRange<Double> {
      (Median.interval(of: seconds) ?? Interval(spanning: seconds) ?? Interval(0, 0)).range
    }
  }

  public let cell: Cell
  /// FLOPs of matrix products that the architecture needs, masked pairs left out.
  public let usefulFlops: UInt128
  public var outcome: Outcome
  /// Seconds of one pass by the machine's stored roof; `nil` when there is none.
  ///
  /// A model, made before the cell was timed, and never a measurement.
  public let predictedSeconds: Double?

  public init(
    cell: Cell, usefulFlops: UInt128, outcome: Outcome, predictedSeconds: Double? = nil
  ) {
    self.cell = cell
    self.usefulFlops = usefulFlops
    self.outcome = outcome
    self.predictedSeconds = predictedSeconds
  }

  /// How far the prediction is from the measured median, relative to the latter.
  public var predictionError: Double? {
    guard let timing, let predictedSeconds else { return nil }
    return predictedSeconds / timing.median - 1
  }

  /// The measurement; `nil` when there is none.
  public var timing: Timing? {
    guard case .measured(let timing) = outcome else { return nil }
    return timing
  }

  /// Useful FLOPs in a second, in units of 10⁹, at the median.
  public var gigaflopsPerSecond: Double? {
    timing.map { Double(usefulFlops) / $0.median / 1e9 }
  }
}
