import Statistics

/// What is known of a cell after a sweep: a measurement, or why there is none.
public struct CellRecord: Equatable, Sendable {
  /// The version of the format that records are stored in.
  public static let schema = RunConfiguration.schema

  public enum Outcome: Equatable, Sendable {
    case measured(Timing)
    /// Not tried, with the reason.
    case skipped(String)
    /// Tried without success, with the reason.
    case failed(String)
  }

  /// The times of a cell's rounds and what went with them.
  public struct Timing: Equatable, Sendable {
    /// Seconds by the round's number; never empty.
    public var secondsByRound: [Int: Double]
    /// The most memory the process held while the cell ran.
    public var peakResidentBytes: Int
    /// The largest error of the same kernels on a small shape, relative to the reference.
    public var checkedError: Double
    /// How many of the rounds count although every try at them was disturbed.
    public var disturbed: Int
    /// Why later rounds failed; what earlier ones measured stands.
    public var failure: String?

    public init(
      secondsByRound: [Int: Double], peakResidentBytes: Int, checkedError: Double,
      disturbed: Int = 0, failure: String? = nil
    ) {
      self.secondsByRound = secondsByRound
      self.peakResidentBytes = peakResidentBytes
      self.checkedError = checkedError
      self.disturbed = disturbed
      self.failure = failure
    }

    /// Seconds of each round, in the rounds' order.
    public var seconds: [Double] { secondsByRound.sorted { $0.key < $1.key }.map(\.value) }
    public var rounds: Int { secondsByRound.count }
    public var median: Double { Median.of(seconds) }
    /// An interval for the median from six rounds on; before that, the range of all rounds.
    public var interval: ClosedRange<Double> {
      (Median.interval(of: seconds) ?? Interval(spanning: seconds) ?? Interval(0, 0)).range
    }
    /// Whether there are enough rounds for an interval of 95 %.
    public var hasInterval: Bool { rounds >= Median.fewestForInterval }

    /// Whether not one of the rounds was left alone.
    public var isWhollyDisturbed: Bool { disturbed > 0 && disturbed == rounds }

    /// Whether there is an interval and it reaches no farther from the median than a part of it.
    public func isPrecise(within share: Double) -> Bool {
      guard hasInterval else { return false }
      let (median, interval) = (median, interval)
      let reach = max(interval.upperBound - median, median - interval.lowerBound)
      return reach <= share * median
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
  /// How many blocks were disturbed and measured again.
  public var discards: Int

  public init(
    cell: Cell, usefulFlops: UInt128, outcome: Outcome, predictedSeconds: Double? = nil,
    discards: Int = 0
  ) {
    self.cell = cell
    self.usefulFlops = usefulFlops
    self.outcome = outcome
    self.predictedSeconds = predictedSeconds
    self.discards = discards
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

  /// Why it failed, also when rounds before that stand; `nil` when it didn't.
  public var failure: String? {
    if case .failed(let reason) = outcome { reason } else { timing?.failure }
  }

  /// Useful FLOPs in a second, in units of 10⁹, at the median.
  public var gigaflopsPerSecond: Double? {
    timing.map { Double(usefulFlops) / $0.median / 1e9 }
  }
}
