import Architectures
import Charts
import CommandLineKit
import Statistics

/// The charts of laws' residuals and of single rounds; `nil` where there is nothing to draw.
extension ReportCharts {
  static func residuals(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let laws = [(ArchitectureEntry.full, report.laws.full), (.recurrentMemory, report.laws.rmt)]
    let architectures = laws.compactMap { entry, fit in
      fit.map { fit in
        ResidualsInput.Architecture(
          title: entry.title, fitted: fit.residuals.map { point($0, entry, report.run) },
          heldOut: [])
      }
    }
    guard !architectures.isEmpty else { return nil }
    return (
      ResidualsChart(
        ResidualsInput(
          subtitle: subtitle(report), tokensPerSegment: report.run.segmentLength,
          architectures: architectures)
      ).chart,
      "Measured medians over their laws, with the medians' intervals: what a law leaves unexplained."
    )
  }

  private static func point(
    _ residual: ScalingFit.Residual, _ entry: ArchitectureEntry, _ run: ReportedRun
  ) -> MeasuredPoint {
    let bounds = run.cells.first {
      $0.architecture == entry.name && $0.segments == residual.segments
    }?.time?.spread.bounds
    return MeasuredPoint(
      x: Double(residual.segments), value: residual.measured / residual.law,
      low: bounds.map { $0.low / residual.law }, high: bounds.map { $0.high / residual.law })
  }

  static func distribution(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let cells = report.run.cells.compactMap { cell -> DistributionInput.Cell? in
      guard let time = cell.time, time.secondsByRound.count > 1 else { return nil }
      return DistributionInput.Cell(
        name: "\(cell.architecture):\(cell.segments)",
        group: ReportedRun.title(of: cell.architecture),
        seconds: time.secondsByRound.sorted { $0.key < $1.key }.map(\.value), median: time.median,
        low: time.spread.bounds?.low, high: time.spread.bounds?.high)
    }
    guard !cells.isEmpty else { return nil }
    return (
      DistributionChart(DistributionInput(subtitle: subtitle(report), cells: cells)).chart,
      "Every round of every cell, over the cell's median."
    )
  }

  static func runOrder(_ report: RunReport) -> (chart: Chart, caption: String)? {
    let medians = Dictionary(
      report.run.cells.compactMap { cell in
        cell.time.map { ("\(cell.architecture):\(cell.segments)", $0.median) }
      }, uniquingKeysWith: { first, _ in first })
    let samples = report.run.samples.compactMap { sample -> RunOrderInput.Sample? in
      guard let median = medians[sample.cell] else { return nil }
      return RunOrderInput.Sample(
        round: sample.round, cell: sample.cell,
        group: ReportedRun.title(of: architecture(of: sample.cell)),
        relative: sample.seconds / median, isDiscarded: sample.isDiscarded)
    }
    guard !samples.isEmpty else { return nil }
    return (
      RunOrderChart(RunOrderInput(subtitle: subtitle(report), samples: samples)).chart,
      "The samples in the order they were taken: a drift of the machine would show as a slope, a "
        + "disturbance as a step."
    )
  }

  /// Of a cell's name, which ends in the number of segments.
  private static func architecture(of cell: String) -> String {
    cell.lastIndex(of: ":").map { String(cell[..<$0]) } ?? cell
  }
}
