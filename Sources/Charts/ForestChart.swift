/// A comparison: one row a cell, its ratio with its interval, and what is only noise.
public struct ForestChart: Sendable {
  private let input: ForestInput
  private let title: String?
  private static let mostRows = 60
  /// Beyond these ratios an axis would flatten all others.
  private static let furthest = 0.2...3.0

  /// The chart of `input`; without a title, the verdicts are stated.
  public init(_ input: ForestInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// At most sixty cells are drawn: the ones that changed first, in their order.
  public var chart: Chart {
    let rows = drawn + (input.control.map { [$0] } ?? [])
    return Chart(
      name: "forest", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(
        width: 860, height: 168 + Double(max(rows.count, 1) + 1) * 22 + Double(lines) * 17),
      key: key, panels: [panel(rows)], notes: notes(rows) + input.notes)
  }

  private var drawn: [ForestInput.Row] {
    guard input.rows.count > Self.mostRows else { return input.rows }
    func weight(_ row: ForestInput.Row) -> Int {
      switch row.verdict {
      case .regressed: 0
      case .improved: 1
      case .inconclusive: 2
      case .unchanged: 3
      }
    }
    let kept = input.rows.indices.sorted {
      (weight(input.rows[$0]), $0) < (weight(input.rows[$1]), $1)
    }
    return kept.prefix(Self.mostRows).sorted().map { input.rows[$0] }
  }

  private var lines: Int { input.subtitle.count + input.notes.count + notes(drawn).count }

  private var key: [KeyEntry] {
    ForestInput.Verdict.allCases.map { KeyEntry(.measured, $0.rawValue, hue: Self.hue($0)) }
      + [KeyEntry(.measured, "control", hue: .grey)]
  }

  private static func hue(_ verdict: ForestInput.Verdict) -> Hue {
    switch verdict {
    case .regressed: .vermilion
    case .improved: .green
    case .unchanged: .blue
    case .inconclusive: .orange
    }
  }

  private func panel(_ rows: [ForestInput.Row]) -> Panel {
    let noise = [input.noiseLow, input.noiseHigh].compactMap { $0 }
    let ends = rows.flatMap { [$0.ratio, $0.low ?? $0.ratio, $0.high ?? $0.ratio] } + noise
    let range = AxisRange(
      .linear, spanning: ends.filter(Self.furthest.contains) + [0.98, 1.02], margin: 0.04)
    let isNoiseKnown = noise.count == 2
    return Panel(
      heading: input.quantity + (isNoiseKnown ? "; grey: noise, as the control shows it" : ""),
      x: Axis(label: "", range: range, ticks: Tick.changes(in: range, most: 10)),
      y: Axis.categories(
        rows.map(\.name), trailing: rows.map(ForestInput.text),
        secondLabel: "change [95 % interval]"),
      series: series(rows), verticals: [VerticalReferenceLine(x: 1, label: "")],
      shades: isNoiseKnown ? [.upwards(from: noise[0], to: noise[1])] : [])
  }

  private func series(_ rows: [ForestInput.Row]) -> [Series] {
    func points(_ belongs: (Int) -> Bool) -> [RowPoint] {
      rows.indices.filter(belongs).map { index in
        let row = rows[index]
        return RowPoint(
          y: Double(rows.count - index), value: row.ratio, low: row.low, high: row.high)
      }
    }
    let count = input.control == nil ? rows.count : rows.count - 1
    return ForestInput.Verdict.allCases.map { verdict in
      Series(
        .measuredInRows(points { $0 < count && rows[$0].verdict == verdict }),
        hue: Self.hue(verdict))
    } + [Series(.measuredInRows(points { $0 >= count }), hue: .grey)]
  }

  private func notes(_ rows: [ForestInput.Row]) -> [String] {
    var notes: [String] = []
    let left = input.rows.count - drawn.count
    if left > 0 {
      notes.append(
        "\(left) more \(left == 1 ? "cell" : "cells"), which changed less, "
          + "\(left == 1 ? "is" : "are") not drawn.")
    }
    let outside = rows.count { !$0.ratio.isFinite || !Self.furthest.contains($0.ratio) }
    if outside > 0 {
      notes.append(
        "\(outside) \(outside == 1 ? "ratio lies" : "ratios lie") beyond the axis; the numbers at "
          + "the right say by how much.")
    }
    return notes
  }
}
