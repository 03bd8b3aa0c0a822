/// One line of a file of history: a cell at a commit.
public struct HistoryEntry: Equatable, Sendable {
  public var commit: String
  public var subject: String?
  public var commitTime: UTCTime?
  /// When the run began.
  public var measured: UTCTime
  public var series: History.Series
  /// How many times longer the cell took than its useful FLOPs take the reference kernel.
  public var ratio: Double
  /// The median's interval from six rounds on, else their range; `nil` for a single round.
  public var low: Double?
  public var high: Double?
  public var rounds: Int

  public init(
    commit: String, subject: String?, commitTime: UTCTime?, measured: UTCTime,
    series: History.Series, ratio: Double, low: Double?, high: Double?, rounds: Int
  ) {
    self.commit = commit
    self.subject = subject
    self.commitTime = commitTime
    self.measured = measured
    self.series = series
    self.ratio = ratio
    self.low = low
    self.high = high
    self.rounds = rounds
  }
}
