import Measurement

/// A cell of a run as a report needs it, from memory or from a folder.
public struct ReportedCell: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    case measured(TimeSummary)
    case skipped(String)
    case failed(String)
  }

  public var architecture: String
  public var segments: Int
  public var positions: Int
  /// FLOPs of matrix products, masked pairs left out, as the run counted them.
  public var usefulFlops: UInt128?
  public var outcome: Outcome
  public var peakResidentBytes: Int?
  /// The largest error against the reference, relative to it.
  public var checkedError: Double?
  /// Seconds by the machine's stored roof.
  public var predictedSeconds: Double?

  public init(
    architecture: String, segments: Int, positions: Int, usefulFlops: UInt128? = nil,
    outcome: Outcome, peakResidentBytes: Int? = nil, checkedError: Double? = nil,
    predictedSeconds: Double? = nil
  ) {
    self.architecture = architecture
    self.segments = segments
    self.positions = positions
    self.usefulFlops = usefulFlops
    self.outcome = outcome
    self.peakResidentBytes = peakResidentBytes
    self.checkedError = checkedError
    self.predictedSeconds = predictedSeconds
  }

  /// A sweep's record; its rounds are numbered as they came.
  public init(_ record: CellRecord) {
    let outcome: Outcome =
      switch record.outcome {
      case .measured(let timing):
        .measured(
          TimeSummary(
            secondsByRound: Dictionary(
              uniqueKeysWithValues: timing.seconds.enumerated().map { ($0.offset, $0.element) })))
      case .skipped(let reason): .skipped(reason)
      case .failed(let reason): .failed(reason)
      }
    self.init(
      architecture: record.cell.architecture, segments: record.cell.segments,
      positions: record.cell.positions, usefulFlops: record.usefulFlops, outcome: outcome,
      peakResidentBytes: record.timing?.peakResidentBytes,
      checkedError: record.timing?.checkedError, predictedSeconds: record.predictedSeconds)
  }

  public var time: TimeSummary? {
    if case .measured(let time) = outcome { time } else { nil }
  }
}
