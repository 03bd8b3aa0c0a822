import Text

/// A project's speed over its commits, with the levels that were detected.
public struct HistoryChart: Sendable {
  private let input: HistoryInput
  private let title: String?
  private static let mostPanels = 4
  private static let mostTicks = 10
  private static let mostSubjects = 6
  private static let width = 860.0

  /// The chart of `input`; without a title, the largest change is stated.
  public init(_ input: HistoryInput, title: String? = nil) {
    self.input = input
    self.title = title
  }

  /// The chart as a value.
  ///
  /// At most four panels are drawn, each with a scale of its own: cells with the largest changes
  /// first, then those whose newest commit is an outlier, in their order. Points that would lie on
  /// others are left out. Notes say so.
  public var chart: Chart {
    let cells = drawn
    let subtitle = input.subtitle + (hasSeveralMachines ? [input.quantity] : [])
    let height = cells.count > 2 ? 165.0 : 250
    let panels = cells.enumerated().map { index, cell in
      HistoryPanel(
        cell, heading: heading(cell, isFirst: index == 0), x: Self.axis(cell.commits),
        width: Self.width - 90, height: height - 40)
    }
    let notes = notes(panels, cells)
    let empty = Panel(
      heading: input.quantity, x: Self.axis([]),
      y: Axis(label: "", range: AxisRange(.linear, spanning: []), ticks: []), series: [])
    let axes = zip(cells, cells.dropFirst()).count { $0.commits != $1.commits }
    let lines = Double(subtitle.count + notes.count + 2 * axes)
    return Chart(
      name: "history", title: title ?? input.finding, subtitle: subtitle,
      size: PixelSize(
        width: Self.width, height: 140 + lines * 17 + Double(max(cells.count, 1)) * height),
      key: [
        KeyEntry(.measured, "a commit and its interval"), KeyEntry(.sample, "a commit"),
        KeyEntry(.level, "detected level", hue: .grey),
      ], panels: panels.isEmpty ? [empty] : panels.map(\.panel), notes: notes)
  }

  /// A machine's name leaves no room for the quantity beside it.
  private var hasSeveralMachines: Bool { Set(input.measured.map(\.machine)).count > 1 }

  private func heading(_ cell: HistoryInput.Cell, isFirst: Bool) -> String {
    if hasSeveralMachines { return "\(cell.name), on \(cell.machine)" }
    return cell.name + (isFirst ? ": \(input.quantity)" : "")
  }

  private var drawn: [HistoryInput.Cell] {
    let cells = input.measured
    let sizes = cells.map { $0.changes.map(HistoryInput.size).max() ?? 0 }
    let hasCalmEnd = cells.map { HistoryPanel.hidesNewest($0) ? 0 : 1 }
    let ranked = cells.indices.sorted {
      (-sizes[$0], hasCalmEnd[$0], $0) < (-sizes[$1], hasCalmEnd[$1], $1)
    }
    return ranked.prefix(Self.mostPanels).sorted().map { cells[$0] }
  }

  /// Commits at even distances, with as many names and days as fit; the newest always has one.
  private static func axis(_ commits: [HistoryInput.Commit]) -> Axis {
    let count = max(commits.count, 1)
    let range = AxisRange(.linear, spanning: [-0.5, Double(count) - 0.5], margin: 0.01)
    let every = max(1, (commits.count + mostTicks - 1) / mostTicks)
    let named = stride(from: commits.count - 1, through: 0, by: -every).reversed()
    var axis = Axis(
      label: "commit", range: range,
      ticks: named.map { index in
        Tick(Double(index), commits[index].shortName, second: commits[index].date)
      })
    axis.secondLabel = axis.hasSecondRow ? "day" : nil
    axis.showsGrid = false
    return axis
  }

  private func notes(_ panels: [HistoryPanel], _ cells: [HistoryInput.Cell]) -> [String] {
    let left = input.measured.count - panels.count
    var notes = subjects(cells)
    if left > 0 {
      let isCalm = cells.allSatisfy(\.changes.isEmpty)
      let name = left == 1 ? "cell" : "cells"
      notes.append(
        "\(left) more \(name)\(isCalm ? "" : ", which changed less,") "
          + (left == 1 ? "is not drawn." : "are not drawn."))
    }
    let thinnings = panels.map(\.thinning)
    let hidden = thinnings.reduce(0) { $0 + $1.hidden }
    if hidden > 0 {
      notes.append(
        "\(NumberText.decimal(Double(hidden), places: 0)) of "
          + Plural.text(panels.reduce(0) { $0 + $1.count }, "point")
          + (hidden == 1
            ? " is not drawn: it would lie on another."
            : " are not drawn: they would lie on others."))
    }
    let outside = thinnings.reduce(0) { $0 + $1.outside }
    if outside > 0 {
      notes.append(
        "\(Plural.text(outside, "point lies", "points lie")) beyond the axes, which show the "
          + "middle of the data: arrows at the edge.")
    }
    if panels.contains(where: \.isDense) {
      notes.append("Intervals are not drawn where points stand this close.")
    }
    let unlabelled = panels.reduce(0) { $0 + $1.unlabelled }
    if unlabelled > 0 {
      notes.append(
        unlabelled == 1
          ? "1 smaller change is not labelled." : "\(unlabelled) smaller changes are not labelled.")
    }
    return notes + input.notes
  }

  /// What the commits of the largest changes that are drawn are called, in their order.
  private func subjects(_ cells: [HistoryInput.Cell]) -> [String] {
    let changes = cells.flatMap { cell in
      cell.changes.filter { cell.commits.indices.contains($0.commit) }
        .map { (commit: cell.commits[$0.commit], size: HistoryInput.size($0)) }
    }
    var seen: Set<HistoryInput.Commit> = []
    return changes.sorted { $0.size > $1.size }.map(\.commit)
      .filter { seen.insert($0).inserted }.prefix(Self.mostSubjects)
      .compactMap { commit in
        commit.subject.map { subject in
          "\(commit.shortName)\(commit.date.map { ", \($0)" } ?? ""): \(subject)"
        }
      }
  }
}
