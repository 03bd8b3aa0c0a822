/// A project's speed over its commits, with the levels that were detected.
public struct HistoryChart: Sendable {
  private let input: HistoryInput
  private let title: String?
  private static let mostPanels = 4
  private static let mostLabels = 8
  private static let width = 860.0

  /// The chart of `input`; without a title, the largest change is stated.
  public init(_ input: HistoryInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// At most four cells are drawn: those with the largest changes, in their order. Points that
  /// would lie on others are left out. Notes say so.
  public var chart: Chart {
    let cells = drawn
    let x = axis
    let height = cells.count > 2 ? 165.0 : 250
    let panels = cells.enumerated().map { index, cell in
      HistoryPanel(
        cell, of: input, x: x, width: Self.width - 90, height: height - 40, isFirst: index == 0,
        mostLabels: Self.mostLabels)
    }
    let notes = notes(panels)
    let empty = Panel(
      heading: input.quantity, x: x,
      y: Axis(label: "", range: AxisRange(.linear, spanning: []), ticks: []), series: [])
    let lines = Double(input.subtitle.count + notes.count)
    return Chart(
      name: "history", title: title ?? input.finding, subtitle: input.subtitle,
      size: PixelSize(
        width: Self.width, height: 120 + lines * 17 + Double(max(cells.count, 1)) * height),
      key: key, panels: panels.isEmpty ? [empty] : panels.map(\.panel), notes: notes)
  }

  private var key: [KeyEntry] {
    [
      KeyEntry(.measured, "a commit and its interval"),
      KeyEntry(.measured, "on another machine than the first", dash: .dashed),
      KeyEntry(.sample, "a commit"),
      KeyEntry(.sample, "on another machine than the first", dash: .dashed),
      KeyEntry(.level, "detected level", hue: .grey),
    ]
  }

  private var drawn: [HistoryInput.Cell] {
    let cells = input.cells.filter { !$0.points.isEmpty }
    let sizes = cells.map { $0.changes.map(HistoryInput.size).max() ?? 0 }
    let ranked = cells.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    return ranked.prefix(Self.mostPanels).sorted().map { cells[$0] }
  }

  /// Commits at even distances, with as many names as fit.
  private var axis: Axis {
    let count = max(input.commits.count, 1)
    let range = AxisRange(.linear, spanning: [-0.5, Double(count) - 0.5], margin: 0.01)
    let every = max(1, (input.commits.count + 11) / 12)
    let ticks = stride(from: 0, to: input.commits.count, by: every).map { index in
      Tick(Double(index), input.name(of: index))
    }
    var axis = Axis(label: "commit", range: range, ticks: ticks)
    axis.showsGrid = false
    return axis
  }

  private func notes(_ panels: [HistoryPanel]) -> [String] {
    let cells = input.cells.filter { !$0.points.isEmpty }.count
    var notes: [String] = []
    if cells > panels.count {
      let left = cells - panels.count
      notes.append(
        "\(left) more \(left == 1 ? "cell" : "cells"), which changed less, "
          + "\(left == 1 ? "is" : "are") not drawn.")
    }
    let hidden = panels.reduce(0) { $0 + $1.thinning.hidden }
    let outside = panels.reduce(0) { $0 + $1.thinning.outside }
    let total = panels.reduce(0) { $0 + $1.count }
    if hidden > 0 {
      notes.append(
        "\(NumberText.decimal(Double(hidden), places: 0)) of "
          + "\(NumberText.decimal(Double(total), places: 0)) points are not drawn: they would lie "
          + "on others.")
    }
    if outside > 0 {
      notes.append(
        "\(NumberText.decimal(Double(outside), places: 0)) points lie beyond the axes, which show "
          + "the middle of the data.")
    }
    if panels.contains(where: \.isDense) {
      notes.append("Intervals are not drawn where points stand this close.")
    }
    let unlabelled = panels.reduce(0) { $0 + $1.unlabelled }
    if unlabelled > 0 { notes.append("\(unlabelled) smaller changes are not labelled.") }
    return notes + input.notes
  }
}
