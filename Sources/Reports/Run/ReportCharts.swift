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
    let first = ReportedRun.title(of: report.run.baseline)
    let ratios =
      report.run.others.isEmpty
      ? "" : ", and below how many times what each other takes \(first) takes"
    let overLength = [
      (
        ScalingChart(input).chart,
        "Time of one forward pass over the length in positions\(ratios). Points are medians, bars "
          + "their intervals; dotted lines are the laws, which are models, with their interval"
          + (ratios.isEmpty ? "." : "; thin lines are the counted ratios of useful FLOPs.")
      ),
      (
        TimePerTokenChart(input).chart,
        "The same times for each position: level where time is in proportion to length."
      ),
      (
        ResidentMemoryChart(input).chart,
        "The most memory that the process held while each cell ran; lines only lead the eye."
      ),
    ]
    let ofRounds = [Self.residuals(report), Self.distribution(report), Self.runOrder(report)]
    all = overLength + ofRounds.compactMap { $0 }
  }

  private static func input(_ report: RunReport) -> ScalingInput {
    let run = report.run
    let lengths = curveLengths(run)
    return ScalingInput(
      subtitle: subtitle(
        report, drawn: medians(report) + "; a bar shorter than its marker is hidden by it"),
      memorySubtitle: subtitle(report, drawn: "what the process held at most while a cell ran"),
      baseline: series(report, run.baseline, lengths),
      others: run.others.map { name in
        ScalingInput.Other(
          series(report, name, lengths), ratio: ratio(report, to: name, lengths))
      }, looks: run.looks)
  }

  /// Lengths that curves are tabulated at: those of the cells, and between them whole segments, eight
  /// to a doubling.
  private static func curveLengths(_ run: ReportedRun) -> [Int] {
    guard let first = run.lengths.first, let last = run.lengths.last, first < last else {
      return run.lengths
    }
    let segment = run.memory.segmentLength
    var lengths = Set(run.lengths)
    var length = Double(first)
    while length < Double(last) {
      let whole = Int((length / Double(segment)).rounded()) * segment
      if (first...last).contains(whole) { lengths.insert(whole) }
      length *= 1.0905
    }
    return lengths.sorted()
  }

  private static func series(
    _ report: RunReport, _ architecture: String, _ lengths: [Int]
  ) -> ArchitectureSeries {
    let timed = report.run.records.filter { $0.cell.architecture == architecture }
      .compactMap { record in record.timing.map { (Double(record.cell.positions), $0) } }
    let fit = report.laws.fit(of: architecture)
    return ArchitectureSeries(
      ReportedRun.title(of: architecture),
      measured: timed.map { positions, timing in
        let bounds = timing.spread.bounds
        return MeasuredPoint(
          x: positions, value: timing.median, low: bounds?.low, high: bounds?.high)
      },
      law: fit.map { fit in
        lengths.map { CurvePoint(x: Double($0), y: fit.law.seconds(positions: Double($0))) }
      } ?? [],
      lawFormula: fit.map { "t = \($0.law.formula)" },
      residentBytes: timed.map { positions, timing in
        MeasuredPoint(x: positions, value: Double(timing.peakResidentBytes))
      },
      lawBand: fit.map { fit in
        lengths.compactMap { positions in
          fit.interval(positions: Double(positions)).map {
            BandPoint(x: Double(positions), low: $0.low, high: $0.high)
          }
        }
      } ?? [])
  }

  /// The conditions: what was measured, what of it is drawn, and where.
  static func subtitle(_ report: RunReport, drawn: String) -> [String] {
    let (setting, machine, memory) = (report.run.setting, report.run.machine, report.run.memory)
    let segments =
      report.run.cutTitles.isEmpty
      ? ""
      : ", segments of \(Plural.text(memory.segmentLength, "position")) with "
        + Plural.text(memory.slots, "memory row")
    let place = machine.map {
      "\($0.processor), \($0.coresText), \($0.configuration), commit \($0.commit)"
    }
    return [
      "\(report.subject.timedName), \(setting.dtype), mask \(setting.mask), "
        + setting.threadsText + segments, drawn,
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
