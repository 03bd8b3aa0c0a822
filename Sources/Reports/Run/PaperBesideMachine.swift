import Accounting
import Architectures
import Measurement
import Statistics

/// The headline of a run: what the paper counts beside what this machine measured.
///
/// Full attention for one of RMT, as FLOPs by three conventions, as time and as memory. Every number
/// says which of these it is, at how many segments, and whether it was counted, measured or predicted.
public struct PaperBesideMachine: Sendable {
  /// Where the paper stands, 2,048,000 positions of 512 to a segment, and the end of a doubling sweep.
  public static let paperSegments = 4_000
  public static let sweepEnd = 4_096

  /// One architecture's number for the other's.
  public struct Ratio: Sendable, Hashable {
    public let segments: Int
    public let value: Double
    public let spread: Spread
  }

  /// FLOPs of one program under one convention, at each number of segments.
  public struct Count: Sendable {
    public let convention: Convention
    public let isWholeModel: Bool
    public let ratios: [(segments: Int, value: Double)]
  }

  public let subject: ReportSubject
  public let counts: [Count]
  /// At the largest number of segments at which both were measured.
  public let measuredTime: Ratio?
  public let measuredMemory: Ratio?
  /// At 4,000 and 4,096 segments, by the laws.
  public let lawTimes: [Ratio]
  public let laws: RunLaws
  /// The most segments at which each architecture was measured.
  public let largest: (full: Int?, rmt: Int?)

  /// `nil` unless full attention and RMT are both of the run.
  ///
  /// - Throws: When the model can't be counted.
  public init?(_ subject: ReportSubject, run: ReportedRun, laws: RunLaws) throws {
    let pair = [ArchitectureEntry.full, .recurrentMemory].map(\.name)
    guard pair.allSatisfy(run.architectures.contains) else { return nil }
    self.subject = subject
    self.laws = laws
    func measured(_ entry: ArchitectureEntry) -> [Int: CellRecord.Timing] {
      Dictionary(
        run.records.filter { $0.cell.architecture == entry.name }.compactMap { record in
          record.timing.map { (record.cell.segments, $0) }
        }, uniquingKeysWith: { first, _ in first })
    }
    let (full, rmt) = (measured(.full), measured(.recurrentMemory))
    largest = (full.keys.max(), rmt.keys.max())
    let common = Set(full.keys).intersection(rmt.keys).max()
    (measuredTime, measuredMemory) =
      if let common, let full = full[common], let rmt = rmt[common] {
        Self.measuredRatios(full, rmt, segments: common)
      } else {
        (nil, nil)
      }
    let beyond = [Self.paperSegments, Self.sweepEnd]
    lawTimes = beyond.compactMap { segments in
      laws.ratio(segments: segments).map { prediction in
        Ratio(
          segments: segments, value: prediction.value,
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
              (segments: $0, value: try subject.ratio(model, segments: $0, convention))
            }))
      }
    }
    self.counts = counts
  }

  private static func measuredRatios(
    _ full: CellRecord.Timing, _ rmt: CellRecord.Timing, segments: Int
  ) -> (time: Ratio?, memory: Ratio?) {
    let ratio = full.ratio(to: rmt)
    let time = Ratio(segments: segments, value: ratio.value, spread: ratio.spread)
    guard full.peakResidentBytes > 0, rmt.peakResidentBytes > 0 else { return (time, nil) }
    let memory = Ratio(
      segments: segments, value: Double(full.peakResidentBytes) / Double(rmt.peakResidentBytes),
      spread: .unknown(reason: "the peak"))
    return (time, memory)
  }

  /// Numbers of segments that a number stands at, ascending.
  public var columns: [Int] { counts.first?.ratios.map(\.segments) ?? [] }

  /// What the RMT paper's figure 3 gives for a model at 4,000 segments of 512 positions, and only there.
  static func published(_ subject: ReportSubject, segments: Int) -> Double? {
    let panel = PublishedFigure3.long
    let segmentLength = subject.options.memory.segmentLength
    guard let place = panel.lengths.firstIndex(of: segments * segmentLength),
      segments == paperSegments, segmentLength == 512, subject.isPreset,
      let curve = panel.curves.first(where: { $0.model == subject.whole.name })
    else { return nil }
    // RMT's line is the length in segments.
    return curve.values[place] / Double(segments)
  }
}
