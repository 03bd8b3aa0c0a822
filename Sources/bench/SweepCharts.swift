import Architectures
import Charts
import CommandLineKit
import Measurement
import Reports
import Statistics

/// The charts of a sweep.
struct SweepCharts {
  let all: [Chart]

  init(_ summary: SweepSummary, machine: RunMachine) {
    let input = Self.input(summary, machine)
    all = [
      ScalingChart(input).chart, TimePerTokenChart(input).chart, ResidentMemoryChart(input).chart,
    ]
  }

  private static func input(_ summary: SweepSummary, _ machine: RunMachine) -> ScalingInput {
    let counts = curvePositions(summary)
    return ScalingInput(
      subtitle: subtitle(summary, machine), tokensPerSegment: summary.tokensPerSegment,
      full: series(of: .full, in: summary, counts),
      rmt: series(of: .recurrentMemory, in: summary, counts),
      others: others(in: summary, counts), analyticRatio: analyticRatio(summary, counts))
  }

  private static func series(
    of entry: ArchitectureEntry, in summary: SweepSummary, _ counts: [Int]
  ) -> ArchitectureSeries {
    guard let index = summary.index(of: entry) else { return ArchitectureSeries() }
    return series(summary.rows.map { $0.records[index] }, summary.laws[index].law, counts)
  }

  /// What stands beside the two that the ratio is of.
  private static func others(
    in summary: SweepSummary, _ counts: [Int]
  ) -> [ScalingInput.Other] {
    let compared = [ArchitectureEntry.full, .recurrentMemory].map(\.name)
    return summary.architectures.filter { !compared.contains($0.name) }.map { entry in
      ScalingInput.Other(name: entry.title, series: series(of: entry, in: summary, counts))
    }
  }

  private static func analyticRatio(_ summary: SweepSummary, _ counts: [Int]) -> [CurvePoint] {
    guard summary.index(of: .full) != nil, summary.index(of: .recurrentMemory) != nil else {
      return []
    }
    return counts.compactMap { segments in
      (try? summary.flopsRatio(segments: segments)).map {
        CurvePoint(x: Double(segments), y: $0)
      }
    }
  }

  /// Segment counts that curves are tabulated at: eight to a doubling, over the whole sweep.
  private static func curvePositions(_ summary: SweepSummary) -> [Int] {
    guard let first = summary.rows.first?.segments, let last = summary.rows.last?.segments,
      first < last
    else { return summary.rows.map(\.segments) }
    var counts: Set<Int> = Set(summary.rows.map(\.segments))
    var count = Double(first)
    while count < Double(last) {
      counts.insert(Int(count.rounded()))
      count *= 1.0905
    }
    return counts.sorted()
  }

  private static func series(
    _ records: [CellRecord], _ law: ScalingLaw?, _ counts: [Int]
  ) -> ArchitectureSeries {
    let timed = records.compactMap { record in
      record.timing.map { (segments: Double(record.cell.segments), timing: $0) }
    }
    return ArchitectureSeries(
      measured: timed.map { segments, timing in
        // One round has no spread to show.
        let interval = timing.seconds.count > 1 ? timing.interval : nil
        return MeasuredPoint(
          x: segments, value: timing.median, low: interval?.lowerBound,
          high: interval?.upperBound)
      },
      law: law.map { law in
        counts.map { CurvePoint(x: Double($0), y: law.seconds(segments: Double($0))) }
      } ?? [],
      lawFormula: law.map { "t = \($0.formula)" },
      residentBytes: timed.map { segments, timing in
        MeasuredPoint(x: segments, value: Double(timing.peakResidentBytes), low: nil, high: nil)
      })
  }

  private static func subtitle(_ summary: SweepSummary, _ machine: RunMachine) -> [String] {
    let setting = summary.setting
    let rounds = summary.records.compactMap { $0.timing?.seconds.count }
    let range = Set([rounds.min() ?? 0, rounds.max() ?? 0]).sorted().map(String.init)
    return [
      "\(setting.model), \(setting.program), \(setting.dtype), mask \(setting.mask), "
        + "\(setting.threads) threads, segments of \(summary.tokensPerSegment) positions with "
        + "\(summary.memorySlots) memory rows",
      "medians of \(range.joined(separator: " to ")) rounds, bars: 95 % interval from 6 rounds on, "
        + "else the range",
      "\(machine.profile.processor), \(machine.profile.cores) cores, "
        + "\(machine.profile.configuration), commit \(machine.profile.commit)",
    ]
  }
}
