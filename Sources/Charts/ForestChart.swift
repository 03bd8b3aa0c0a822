import Text

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
      case .failed: 0
      case .regressed: 1
      case .improved: 2
      case .missing: 3
      case .inconclusive: 4
      case .unchanged: 5
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
    // Drawn only where they have a ratio nonetheless.
    case .failed: .purple
    case .missing: .sky
    }
  }

  private func panel(_ rows: [ForestInput.Row]) -> Panel {
    let noise = [input.noiseLow, input.noiseHigh].compactMap { $0 }
    let ends = rows.flatMap { [$0.ratio, $0.low, $0.high].compactMap { $0 } } + noise
    let range = AxisRange(
      .linear, spanning: ends.filter(Self.furthest.contains) + [0.98, 1.02], margin: 0.04)
    let noiseText = input.noiseText
    let hasIntervals = rows.contains { $0.low != nil && $0.high != nil }
    return Panel(
      heading: ([input.quantity] + [noiseText].compactMap(\.self)).joined(separator: "; "),
      x: Axis(label: "", range: range, ticks: Tick.changes(in: range, most: 10)),
      y: Axis.categories(
        rows.map(\.name), trailing: rows.map(ForestInput.text),
        secondLabel: hasIntervals ? "change [95 % interval]" : "change"),
      series: series(rows), verticals: [VerticalReferenceLine(x: 1, label: "")],
      shades: noiseText == nil ? [] : [.upwards(from: noise[0], to: noise[1])],
      edgeMarks: rows.enumerated().compactMap { index, row in
        guard let ratio = row.ratio, ratio.isFinite, !range.contains(ratio) else { return nil }
        return EdgeMark(
          ratio > range.upper ? .right : .left, at: Double(rows.count - index),
          hue: isControl(index, of: rows) ? .grey : Self.hue(row.verdict))
      })
  }

  private func isControl(_ index: Int, of rows: [ForestInput.Row]) -> Bool {
    input.control != nil && index == rows.count - 1
  }

  private func series(_ rows: [ForestInput.Row]) -> [Series] {
    func points(_ belongs: (Int) -> Bool) -> [RowPoint] {
      rows.indices.filter(belongs).compactMap { index in
        let row = rows[index]
        return row.ratio.map { ratio in
          RowPoint(y: Double(rows.count - index), value: ratio, low: row.low, high: row.high)
        }
      }
    }
    return ForestInput.Verdict.allCases.map { verdict in
      Series(
        .measuredInRows(points { !isControl($0, of: rows) && rows[$0].verdict == verdict }),
        hue: Self.hue(verdict))
    } + [Series(.measuredInRows(points { isControl($0, of: rows) }), hue: .grey)]
  }

  private func notes(_ rows: [ForestInput.Row]) -> [String] {
    var notes: [String] = []
    let left = input.rows.count - drawn.count
    if left > 0 {
      notes.append(
        "\(left) more \(left == 1 ? "cell, which changed less, is" : "cells, which changed less, are") "
          + "not drawn; the title counts \(left == 1 ? "it" : "them") too.")
    }
    let outside = rows.count { row in row.ratio.map { !Self.furthest.contains($0) } ?? false }
    if outside > 0 {
      notes.append(
        "\(Plural.text(outside, "ratio lies", "ratios lie")) beyond the axis; the numbers at "
          + "the right say by how much.")
    }
    return notes
  }
}
