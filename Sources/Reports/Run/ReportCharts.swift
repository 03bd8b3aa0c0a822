import Accounting
import Architectures
import Charts
import CommandLineKit
import Statistics

/// The charts that a run's stored results are drawn into, each with what is to be seen in it.
public struct ReportCharts: Sendable {
  public private(set) var all: [(chart: Chart, caption: String)]

  public init(_ report: RunReport) {
    let input = Self.input(report)
    all = [
      (
        ScalingChart(input).chart,
        "Time of one forward pass against segments, and the ratio of both architectures below. "
          + "Points are medians, bars their intervals; dotted lines are the laws, which are models, with their "
          + "interval; "
          + "the thin line is the counted ratio of useful FLOPs."
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
    let charts = [Self.residuals(report), Self.distribution(report), Self.runOrder(report)]
    all += charts.compactMap { $0 }
  }

  private static func input(_ report: RunReport) -> ScalingInput {
    let sizes = Set(report.run.cells.map(\.segments)).sorted()
    let counts = curvePositions(sizes)
    let subject = report.headline.subject
    return ScalingInput(
      subtitle: subtitle(report), tokensPerSegment: report.run.segmentLength,
      full: series(report, .full, report.laws.full, counts),
      rmt: series(report, .recurrentMemory, report.laws.rmt, counts),
      analyticRatio: counts.compactMap { segments in
        (try? subject.ratio(subject.timed, segments: segments, .matmulCausal)).map {
          CurvePoint(x: Double(segments), y: $0)
        }
      },
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

  private static func series(
    _ report: RunReport, _ entry: ArchitectureEntry, _ fit: ScalingFit?, _ counts: [Int]
  ) -> ArchitectureSeries {
    let timed = report.run.cells.filter { $0.architecture == entry.name && $0.time != nil }
    return ArchitectureSeries(
      measured: timed.compactMap { cell in
        cell.time.map { time in
          MeasuredPoint(
            x: Double(cell.segments), value: time.median, low: time.spread.bounds?.low,
            high: time.spread.bounds?.high)
        }
      },
      law: fit.map { fit in
        counts.map { CurvePoint(x: Double($0), y: fit.law.seconds(segments: Double($0))) }
      } ?? [],
      lawFormula: fit.map { "t = \($0.law.formula)" },
      residentBytes: timed.compactMap { cell in
        cell.peakResidentBytes.map {
          MeasuredPoint(x: Double(cell.segments), value: Double($0), low: nil, high: nil)
        }
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
    let rmt = Dictionary(
      run.cells.filter { $0.architecture == ArchitectureEntry.recurrentMemory.name }
        .map { ($0.segments, $0) }, uniquingKeysWith: { first, _ in first })
    return run.cells.filter { $0.architecture == ArchitectureEntry.full.name }.compactMap { full in
      guard let time = full.time, let other = rmt[full.segments]?.time else { return nil }
      let ratio = time.ratio(to: other)
      return MeasuredPoint(
        x: Double(full.segments), value: ratio.value, low: ratio.spread.bounds?.low,
        high: ratio.spread.bounds?.high)
    }
  }

  static func subtitle(_ report: RunReport) -> [String] {
    let (setting, machine) = (report.run.setting, report.run.machine)
    let rounds = report.run.cells.compactMap { $0.time?.rounds }
    let range = Set([rounds.min() ?? 0, rounds.max() ?? 0]).sorted().map(String.init)
    let place = [
      machine.processor, machine.cores.map { "\($0) cores" }, machine.configuration,
      machine.commit.map { "commit \($0)" },
    ].compactMap { $0 }
    return [
      "\(report.headline.subject.timedName), \(setting.dtype), mask \(setting.mask), "
        + "\(setting.threads) threads, segments of \(report.run.segmentLength) positions",
      "medians of \(range.joined(separator: " to ")) rounds, bars: 95 % interval from 6 rounds on, "
        + "else the range",
      place.joined(separator: ", "),
    ].filter { !$0.isEmpty }
  }
}
