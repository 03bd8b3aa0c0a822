import Architectures
import CommandLineKit
import Measurement
import Reports
import Statistics

/// The results of a sweep for a person.
struct SweepReport {
  let summary: SweepSummary
  let folder: String

  /// - Throws: When the model can't be counted.
  func text() throws -> String {
    """

    \(table.render())
    \(quality)\(predictions)\(reasons)\(laws)\(try summary.headline()?.section.text ?? "")
    results: \(folder)

    """
  }

  private var table: Table {
    let names = summary.architectures.map(\.name)
    var columns: [Table.Column] = [.init("segments", .right), .init("positions", .right)]
    for name in names {
      columns += [name, "interval or range", "GFLOP/s", "memory"].map { .init($0, .right) }
    }
    for name in names.dropFirst() {
      columns += ["\(names[0])/\(name)", "FLOPs"].map { .init($0, .right) }
    }
    var table = Table(columns, indent: 2)
    for row in summary.rows {
      let ratios = names.indices.dropFirst().flatMap { other in
        [
          row.timeRatio(to: other).map { "×" + NumberFormat.ratio($0) } ?? "",
          "×" + NumberFormat.ratio(row.flopsRatio(to: other)),
        ]
      }
      table.append(
        [NumberFormat.grouped(row.segments), NumberFormat.grouped(row.positions)]
          + row.records.flatMap(cells) + ratios)
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
      [.init("segments", .right)]
        + summary.architectures.flatMap { entry in
          [entry.name, "predicted", "error"].map { Table.Column($0, .right) }
        }, indent: 2)
    func cells(_ record: CellRecord) -> [String] {
      [
        record.timing.map { NumberFormat.duration(seconds: $0.median) } ?? "",
        record.predictedSeconds.map { NumberFormat.duration(seconds: $0) } ?? "",
        record.predictionError.map { ($0 > 0 ? "+" : "") + NumberFormat.percent($0) } ?? "",
      ]
    }
    for row in summary.rows {
      table.append([NumberFormat.grouped(row.segments)] + row.records.flatMap(cells))
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
    let width = summary.architectures.map(\.name.count).max() ?? 0
    for fitted in summary.laws {
      guard let law = fitted.law else { continue }
      let name = fitted.entry.name
      let title = name + String(repeating: " ", count: width - name.count)
      text += "law, \(title)  t = \(law.formula), N segments; a model, fitted to what was "
      text += "measured within \(NumberFormat.percent(law.largestResidual))\n"
    }
    return text.isEmpty ? "" : text + "\n"
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
