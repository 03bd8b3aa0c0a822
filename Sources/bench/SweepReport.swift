import Architectures
import CommandLineKit
import Measurement
import Reports

/// The results of a sweep for a person.
struct SweepReport {
  let summary: SweepSummary
  let folder: String

  /// - Throws: When the model can't be counted.
  func text() throws -> String {
    """

    \(table.render())
    \(predictions)\(reasons)\(laws)\(try summary.headline().section.text)
    results: \(folder)

    """
  }

  private var table: Table {
    var table = Table(
      [
        .init("segments", .right), .init("positions", .right), .init("full", .right),
        .init("low...high", .right), .init("GFLOP/s", .right), .init("memory", .right),
        .init("rmt", .right), .init("low...high", .right), .init("GFLOP/s", .right),
        .init("memory", .right), .init("full/rmt", .right), .init("FLOPs", .right),
      ], indent: 2)
    for row in summary.rows {
      table.append(
        [NumberFormat.grouped(row.segments), NumberFormat.grouped(row.positions)]
          + cells(row.full) + cells(row.rmt)
          + [
            row.timeRatio.map { "×" + NumberFormat.ratio($0) } ?? "",
            "×" + NumberFormat.ratio(row.flopsRatio),
          ])
    }
    return table
  }

  /// What the machine's stored roof predicted, beside what was measured.
  private var predictions: String {
    guard summary.records.contains(where: { $0.predictionError != nil }) else { return "" }
    var table = Table(
      [
        .init("segments", .right), .init("full", .right), .init("predicted", .right),
        .init("error", .right), .init("rmt", .right), .init("predicted", .right),
        .init("error", .right),
      ], indent: 2)
    func cells(_ record: CellRecord) -> [String] {
      [
        record.timing.map { NumberFormat.duration(seconds: $0.median) } ?? "",
        record.predictedSeconds.map { NumberFormat.duration(seconds: $0) } ?? "",
        record.predictionError.map { ($0 > 0 ? "+" : "") + NumberFormat.percent($0) } ?? "",
      ]
    }
    for row in summary.rows {
      table.append([NumberFormat.grouped(row.segments)] + cells(row.full) + cells(row.rmt))
    }
    return "predicted from the stored roof (`bench roof`), a model:\n\n\(table.render())\n"
  }

  private func cells(_ record: CellRecord) -> [String] {
    guard let timing = record.timing else {
      return [record.isFailed ? "failed" : "skipped", "", "", ""]
    }
    let rounds = timing.seconds.count
    let interval =
      rounds == 1
      ? "1 round"
      : "\(NumberFormat.duration(seconds: timing.interval.lowerBound))..."
        + NumberFormat.duration(seconds: timing.interval.upperBound)
    return [
      NumberFormat.duration(seconds: timing.median), interval,
      record.gigaflopsPerSecond.map { NumberFormat.fixed($0, decimals: 0) } ?? "",
      NumberFormat.bytes(timing.peakResidentBytes),
    ]
  }

  private var reasons: String {
    let lines = summary.records.compactMap { record -> String? in
      switch record.outcome {
      case .measured: nil
      case .skipped(let reason): "  \(record.cell.label): skipped, \(reason)\n"
      case .failed(let reason): "  \(record.cell.label): failed, \(reason)\n"
      }
    }
    return lines.isEmpty ? "" : lines.joined() + "\n"
  }

  private var laws: String {
    var text = ""
    for (title, law) in [("full", summary.fullLaw), ("rmt ", summary.rmtLaw)] {
      guard let law else { continue }
      text += "law, \(title)  t = \(law.formula), N segments; a model, fitted to what was "
      text += "measured within \(NumberFormat.percent(law.largestResidual))\n"
    }
    return text.isEmpty ? "" : text + "\n"
  }
}
