import Architectures
import CommandLineKit
import Measurement
import Statistics

/// The results of a sweep for a person.
struct SweepReport {
  let summary: SweepSummary
  let folder: String

  var text: String {
    """

    \(table.render())
    \(quality)\(predictions)\(reasons)\(laws)results: \(folder)

    """
  }

  private var table: Table {
    var table = Table(
      [
        .init("segments", .right), .init("positions", .right), .init("full", .right),
        .init("interval or range", .right), .init("GFLOP/s", .right), .init("memory", .right),
        .init("rmt", .right), .init("interval or range", .right), .init("GFLOP/s", .right),
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

  /// How many rounds there are, and what became of disturbed blocks.
  private var quality: String {
    let timings = summary.records.compactMap(\.timing)
    guard let fewest = timings.map(\.seconds.count).min(),
      let most = timings.map(\.seconds.count).max()
    else { return "" }
    let discards = summary.records.reduce(0) { $0 + $1.discards }
    let disturbed = timings.reduce(0) { $0 + $1.disturbed }
    let kept = timings.reduce(0) { $0 + $1.seconds.count }
    let rounds = fewest == most ? "\(fewest)" : "\(fewest) to \(most)"
    return """
      medians of \(rounds) rounds, each in a fresh process; from 6 on an interval of 95 %, before \
      that the range
      disturbed: \(discards) blocks were measured again and don't count, \(disturbed) of \(kept) \
      count although they were


      """
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
      : "\(timing.intervalName) \(NumberFormat.duration(seconds: timing.interval.lowerBound))..."
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
      case .measured(let timing):
        timing.failure.map { "  \(record.cell.label): a later round failed, \($0)\n" }
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
    guard let full = summary.fullLaw, let rmt = summary.rmtLaw, let last = summary.rows.last,
      last.timeRatio == nil
    else { return text.isEmpty ? "" : text + "\n" }
    let segments = Double(last.segments)
    let ratio = full.seconds(segments: segments) / rmt.seconds(segments: segments)
    text += "at \(NumberFormat.grouped(last.segments)) segments the laws give "
    text += "\(NumberFormat.duration(seconds: full.seconds(segments: segments))) for full attention"
    text += ", ×\(NumberFormat.ratio(ratio)) of RMT's; its useful FLOPs, counted, are "
    text += "×\(NumberFormat.ratio(last.flopsRatio))\n\n"
    return text
  }
}

extension ScalingLaw {
  /// Such as `0.028 N + 0.0007 N² s`, without the terms that are 0.
  var formula: String {
    let power = " N^" + NumberFormat.significant(exponent, digits: 3)
    let powers = form == .power ? ["", power] : ["", " N", " N²"]
    let terms = zip(coefficients, powers).filter { $0.0 > 0 }.map { coefficient, power in
      NumberFormat.significant(coefficient, digits: 3) + power
    }
    return terms.joined(separator: " + ") + " s"
  }
}
