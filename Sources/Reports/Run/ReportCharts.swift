import Accounting
import Architectures
import Charts
import CommandLineKit
import Measurement
import Statistics
import Text

/// The charts that a run's stored results are drawn into, each with what is to be seen in it.
public struct ReportCharts: Sendable {
  public let all: [(chart: Chart, caption: String)]

  public init(_ report: RunReport) {
    let input = Self.input(report)
    let overSegments = [
      (
        ScalingChart(input).chart,
        "Time of one forward pass against segments, and the ratio of both architectures below. "
          + "Points are medians, bars their intervals; dotted lines are the laws, which are models, with "
          + "their interval; the thin line is the counted ratio of useful FLOPs."
      ),
      (
        TimePerTokenChart(input).chart,
        "The same times for each position: level where time is in proportion to length."
      ),
      (
        ResidentMemoryChart(input).chart,
        "The most memory that the process held while each cell ran."
      ),
    ]
    let ofRounds = [Self.residuals(report), Self.distribution(report), Self.runOrder(report)]
    all = overSegments + ofRounds.compactMap { $0 }
  }

  private static func input(_ report: RunReport) -> ScalingInput {
    let counts = curvePositions(report.run.sizes)
    let compared = [ArchitectureEntry.full, .recurrentMemory].map(\.name)
    return ScalingInput(
      subtitle: subtitle(
        report, drawn: medians(report) + "; a bar shorter than its marker is hidden by it"),
      memorySubtitle: subtitle(report, drawn: "the most that the process held in any round"),
      tokensPerSegment: report.run.memory.segmentLength,
      full: series(report, compared[0], counts), rmt: series(report, compared[1], counts),
      others: report.run.architectures.filter { !compared.contains($0) }.map { name in
        ScalingInput.Other(
          name: ReportedRun.title(of: name), series: series(report, name, counts))
      },
      analyticRatio: report.headline == nil ? [] : analyticRatio(report.subject, counts),
      measuredRatio: measuredRatios(report.run),
      breakEven: report.laws.breakEven.map { breakEven in
        ScalingInput.BreakEven(
          segments: Double(breakEven.segments), low: breakEven.low.map { Double($0) },
          high: breakEven.high.map { Double($0) })
      },
      lawRatioBand: counts.compactMap { segments in
        report.laws.ratio(segments: segments)?.law.map {
          BandPoint(x: Double(segments), low: $0.low, high: $0.high)
        }
      })
  }

  /// Segment counts that curves are tabulated at: eight to a doubling, over the whole sweep.
  private static func curvePositions(_ sizes: [Int]) -> [Int] {
    guard let first = sizes.first, let last = sizes.last, first < last else { return sizes }
    var counts = Set(sizes)
    var count = Double(first)
    while count < Double(last) {
      counts.insert(Int(count.rounded()))
      count *= 1.0905
    }
    return counts.sorted()
  }

  private static func analyticRatio(_ subject: ReportSubject, _ counts: [Int]) -> [CurvePoint] {
    counts.compactMap { segments in
      (try? subject.ratio(subject.timed, segments: segments, .matmulCausal)).map {
        CurvePoint(x: Double(segments), y: $0)
      }
    }
  }

  private static func series(
    _ report: RunReport, _ architecture: String, _ counts: [Int]
  ) -> ArchitectureSeries {
    let timed = report.run.records.filter { $0.cell.architecture == architecture }
      .compactMap { record in record.timing.map { (Double(record.cell.segments), $0) } }
    let fit = report.laws.all.first { $0.architecture == architecture }?.fit
    return ArchitectureSeries(
      measured: timed.map { segments, timing in
        let bounds = timing.spread.bounds
        return MeasuredPoint(
          x: segments, value: timing.median, low: bounds?.low, high: bounds?.high)
      },
      law: fit.map { fit in
        counts.map { CurvePoint(x: Double($0), y: fit.law.seconds(segments: Double($0))) }
      } ?? [],
      lawFormula: fit.map { "t = \($0.law.formula)" },
      residentBytes: timed.map { segments, timing in
        MeasuredPoint(x: segments, value: Double(timing.peakResidentBytes), low: nil, high: nil)
      },
      lawBand: fit.map { fit in
        counts.compactMap { segments in
          report.laws.seconds(fit, segments: segments).law.map {
            BandPoint(x: Double(segments), low: $0.low, high: $0.high)
          }
        }
      } ?? [])
  }

  private static func measuredRatios(_ run: ReportedRun) -> [MeasuredPoint] {
    run.sizes.compactMap { segments in
      guard let full = run.timing(ArchitectureEntry.full.name, segments),
        let rmt = run.timing(ArchitectureEntry.recurrentMemory.name, segments)
      else { return nil }
      let ratio = full.ratio(to: rmt)
      let bounds = ratio.spread.bounds
      return MeasuredPoint(
        x: Double(segments), value: ratio.value, low: bounds?.low, high: bounds?.high)
    }
  }

  /// The conditions: what was measured, what of it is drawn, and where.
  static func subtitle(_ report: RunReport, drawn: String) -> [String] {
    let (setting, machine, memory) = (report.run.setting, report.run.machine, report.run.memory)
    let place = machine.map {
      "\($0.processor), \($0.coresText), \($0.configuration), commit \($0.commit)"
    }
    return [
      "\(report.subject.timedName), \(setting.dtype), mask \(setting.mask), "
        + "\(setting.threadsText), segments of "
        + "\(Plural.text(memory.segmentLength, "position")) with "
        + Plural.text(memory.slots, "memory row"), drawn,
    ] + [place].compactMap { $0 }
  }

  /// Of how many rounds points are medians, and what their bars are.
  static func medians(_ report: RunReport) -> String {
    let rounds = report.run.records.compactMap { $0.timing?.rounds }
    guard let least = rounds.min(), let most = rounds.max() else { return "no round" }
    guard most > 1 else { return "one round of each cell" }
    let count = least == most ? "\(most)" : "\(least) to \(most)"
    let enough = Median.fewestForInterval
    let bars =
      least >= enough
      ? "95 % intervals"
      : most < enough ? "their range" : "95 % interval from \(enough) rounds on, else the range"
    return "medians of \(count) rounds, bars: \(bars)"
  }
}
