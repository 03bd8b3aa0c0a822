import Charts
import Measurement
import Statistics
import Text

/// The charts of laws' residuals and of single rounds; `nil` where there is nothing to draw.
extension ReportCharts {
  static func residuals(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let architectures = report.laws.all.compactMap { law in
      law.fit.map { fit in
        ResidualsInput.Architecture(
          title: ReportedRun.title(of: law.architecture),
          fitted: fit.residuals.map { point($0, law.architecture, report.run) })
      }
    }
    guard !architectures.isEmpty else { return nil }
    return (
      ResidualsChart(
        ResidualsInput(
          subtitle: subtitle(report, drawn: medians(report)),
          architectures: architectures, looks: report.run.looks)
      ).chart,
      "Measured medians over their laws, with the medians' intervals: what a law leaves unexplained."
    )
  }

  private static func point(
    _ residual: ScalingFit.Residual, _ architecture: String, _ run: ReportedRun
  ) -> MeasuredPoint {
    let bounds = run.timing(architecture, residual.positions)?.spread.bounds
    return MeasuredPoint(
      x: Double(residual.positions), value: residual.measured / residual.law,
      low: bounds.map { $0.low / residual.law }, high: bounds.map { $0.high / residual.law })
  }

  static func distribution(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let cells = report.run.records.compactMap { record -> DistributionInput.Cell? in
      guard let timing = record.timing, timing.rounds > 1 else { return nil }
      let bounds = timing.spread.bounds
      return DistributionInput.Cell(
        name: "\(record.cell.architecture) over \(NumberFormat.grouped(record.cell.positions))",
        // The number first: cut, it would be another.
        row: "\(NumberFormat.grouped(record.cell.positions)) \(record.cell.architecture)",
        group: ReportedRun.title(of: record.cell.architecture),
        seconds: timing.seconds, median: timing.median, low: bounds?.low, high: bounds?.high)
    }
    guard !cells.isEmpty else { return nil }
    return (
      DistributionChart(
        DistributionInput(
          subtitle: subtitle(report, drawn: medians(report)), cells: cells, looks: report.run.looks)
      ).chart,
      "Every round of every cell, over the cell's median."
    )
  }

  static func runOrder(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let medians = Dictionary(
      report.run.records.compactMap { record in
        record.timing.map { (record.cell.name, $0.median) }
      }, uniquingKeysWith: { first, _ in first })
    let samples = report.run.samples.compactMap { sample -> RunOrderInput.Sample? in
      guard let median = medians[sample.cell], let seconds = sample.seconds else { return nil }
      return RunOrderInput.Sample(
        round: sample.round, cell: "\(sample.cell)",
        group: ReportedRun.title(of: sample.cell.architecture), relative: seconds / median,
        isDiscarded: sample.status == .discarded)
    }
    guard !samples.isEmpty else { return nil }
    return (
      RunOrderChart(
        RunOrderInput(
          subtitle: subtitle(
            report,
            drawn: "each time over the median of its cell's samples that count, one point a sample"),
          samples: samples, looks: report.run.looks)
      ).chart,
      "The samples in the order they were taken: a drift of the machine would show as a slope, a "
        + "disturbance as a step."
    )
  }
}
