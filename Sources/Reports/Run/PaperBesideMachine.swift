import Accounting
import Architectures
import Measurement
import Statistics

/// What the RMT paper counts beside what this machine measured.
///
/// Full attention for one of RMT, as FLOPs by three conventions, as time and as memory. Every number
/// says which of these it is, at what length, and whether it was counted, measured or predicted.
public struct PaperBesideMachine: Sendable {
  /// Where the paper stands, and the end of a doubling sweep: 4,000 and 4,096 segments of the paper's
  /// 512 positions.
  public static let paperPositions = 2_048_000
  public static let sweepEnd = 2_097_152
  /// Positions of a segment in the paper's count.
  private static let paperSegment = 512

  /// FLOPs of one program under one convention, at each length.
  public struct Count: Sendable {
    public let convention: Convention
    public let isWholeModel: Bool
    public let ratios: [(positions: Int, value: Double)]
  }

  public let subject: ReportSubject
  public let counts: [Count]
  /// At the greatest length at which both were measured.
  public let measuredTime: SpreadRatio?
  public let measuredMemory: SpreadRatio?
  /// At the paper's length and the end of a sweep, by the laws.
  public let lawTimes: [SpreadRatio]
  /// The greatest length at which each architecture was measured.
  public let largest: (full: Int?, rmt: Int?)

  /// `nil` unless full attention and RMT are both of the run.
  ///
  /// - Throws: When the model can't be counted.
  public init?(_ subject: ReportSubject, run: ReportedRun, laws: RunLaws) throws {
    let (full, rmt) = (ArchitectureEntry.full.name, ArchitectureEntry.recurrentMemory.name)
    guard [full, rmt].allSatisfy(run.architectures.contains) else { return nil }
    self.subject = subject
    largest = (run.measuredLengths(of: full).last, run.measuredLengths(of: rmt).last)
    let common = run.commonLengths([full, rmt]).last
    measuredTime = common.flatMap { run.timeRatio(full, rmt, positions: $0) }
    measuredMemory = common.flatMap { run.memoryRatio(full, rmt, positions: $0) }
    let beyond = [Self.paperPositions, Self.sweepEnd]
    lawTimes = beyond.compactMap { positions in
      laws.ratio(full, rmt, positions: positions).map { prediction in
        SpreadRatio(
          positions: positions, value: prediction.value,
          spread: prediction.law.map { .interval($0, confidence: ScalingFit.confidence) }
            ?? .unknown(reason: "no interval"))
      }
    }
    let columns = Set(beyond + [common].compactMap { $0 }).sorted()
    var counts: [Count] = []
    for isWhole in subject.isWholeTimed ? [true] : [false, true] {
      let model = isWhole ? Transformer(subject.whole) : subject.timed
      for convention in subject.conventions {
        counts.append(
          Count(
            convention: convention, isWholeModel: isWhole,
            ratios: try columns.map {
              (
                positions: $0,
                value: try subject.ratio(full, rmt, of: model, positions: $0, convention)
              )
            }))
      }
    }
    self.counts = counts
  }

  /// Lengths that a number stands at, ascending.
  public var columns: [Int] { counts.first?.ratios.map(\.positions) ?? [] }

  /// What the RMT paper's figure 3 gives for a model at its greatest length, and only there.
  static func published(_ subject: ReportSubject, positions: Int) -> Double? {
    let panel = PublishedFigure3.long
    guard let place = panel.lengths.firstIndex(of: positions), positions == paperPositions,
      subject.options.memory.segmentLength == paperSegment, subject.isPreset,
      let curve = panel.curves.first(where: { $0.model == subject.whole.name })
    else { return nil }
    // RMT's line is the length in segments.
    return curve.values[place] / Double(positions / paperSegment)
  }
}
