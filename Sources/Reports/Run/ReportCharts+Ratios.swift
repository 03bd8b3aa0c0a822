import Charts
import Measurement
import Statistics

/// What the panel of ratios shows: the baseline for one of another architecture.
extension ReportCharts {
  static func ratio(_ report: RunReport, to other: String, _ lengths: [Int]) -> BaselineRatio {
    BaselineRatio(
      counted: counted(report, other, lengths), measured: measured(report.run, other),
      lawBand: lawBand(report.laws, other, lengths), breakEven: breakEven(report.laws, other))
  }

  private static func counted(
    _ report: RunReport, _ other: String, _ lengths: [Int]
  ) -> [CurvePoint] {
    let (subject, baseline) = (report.subject, report.run.baseline)
    return lengths.compactMap { positions in
      let ratio = try? subject.ratio(
        baseline, other, of: subject.timed, positions: positions, .matmulCausal)
      return ratio.map { CurvePoint(x: Double(positions), y: $0) }
    }
  }

  private static func measured(_ run: ReportedRun, _ other: String) -> [MeasuredPoint] {
    run.lengths.compactMap { positions in
      run.timeRatio(run.baseline, other, positions: positions).map { ratio in
        let bounds = ratio.spread.bounds
        return MeasuredPoint(
          x: Double(positions), value: ratio.value, low: bounds?.low, high: bounds?.high)
      }
    }
  }

  private static func lawBand(_ laws: RunLaws, _ other: String, _ lengths: [Int]) -> [BandPoint] {
    guard let one = laws.fit(of: laws.baseline), let fit = laws.fit(of: other) else { return [] }
    return lengths.compactMap { positions in
      one.ratioInterval(to: fit, positions: Double(positions)).map {
        BandPoint(x: Double(positions), low: $0.low, high: $0.high)
      }
    }
  }

  /// `nil` too where one takes less time at every length.
  private static func breakEven(_ laws: RunLaws, _ other: String) -> BaselineRatio.BreakEven? {
    guard let comparison = laws.comparisons.first(where: { $0.other == other }),
      let breakEven = comparison.breakEven, breakEven.positions > comparison.range.lowerBound
    else { return nil }
    return BaselineRatio.BreakEven(
      positions: Double(breakEven.positions), low: breakEven.low.map { Double($0) },
      high: breakEven.high.map { Double($0) })
  }
}
