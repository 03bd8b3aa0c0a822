import Foundation
import Testing

@testable import Charts

@Suite struct HistoryChartTests {
  @Test func aHistoryLabelsItsChanges() {
    let chart = HistoryChart(RunSamples.history(commits: 40)).chart
    #expect(
      chart.title == "2 changes of level in 40 commits, the largest: cell 0 +10.4 % [9.1, 11.9] at "
        + "1000014")
    for panel in chart.panels {
      #expect(panel.callouts.map(\.text) == ["+10.4 % [9.1, 11.9]"])
      #expect(panel.callouts.map(\.hue) == [.vermilion])
      #expect(panel.x.ticks.count <= 10 && panel.x.ticks.last?.label == "1000027")
      #expect(panel.series.first { $0.style == .measured }?.positions.count == 40)
    }
    expectGoodLabels(chart)
  }

  @Test func aLongHistoryIsThinnedToWhatCanBeSeen() throws {
    let input = RunSamples.history(commits: 10_000, cells: 6)
    let chart = HistoryChart(input).chart
    #expect(chart.panels.count == 4)
    let drawn = chart.panels.flatMap { panel in
      panel.series.filter { $0.style == .sample }.flatMap(\.positions)
    }
    #expect(drawn.count < 20_000)
    let hidden = NumberText.decimal(Double(40_000 - drawn.count), places: 0)
    #expect(
      chart.notes == [
        "2 more cells, which changed less, are not drawn.",
        "\(hidden) of 40,000 points are not drawn: they would lie on others.",
        "Intervals are not drawn where points stand this close.",
      ])
    try inTemporaryFolder { folder in try Gnuplot().draw(chart, into: folder) }
  }

  /// What was measured last is what people look for.
  @Test func theNewestCommitIsSeenHoweverFarOff() throws {
    var input = RunSamples.history(commits: 40, cells: 1)
    input.cells[0].points[39] = MeasuredPoint(x: 39, value: 17.2, low: 17, high: 17.5)
    input.cells[0].points[3] = MeasuredPoint(x: 3, value: 0.01)
    let chart = HistoryChart(input).chart
    let panel = chart.panels[0]
    #expect(panel.y.range.upper < 2 && panel.y.range.lower > 1)
    #expect(
      panel.edgeMarks == [
        EdgeMark(.bottom, at: 3, text: "1000003: 0.0100", hue: .blue),
        EdgeMark(.top, at: 39, text: "1000027: 17.20", hue: .blue),
      ])
    #expect(
      chart.notes == [
        "2 points lie beyond the axes, which show the middle of the data: arrows at the edge."
      ])
    let texts = ChartLayout(chart).panels[0].labels.flatMap(\.lines)
    #expect(texts.contains("1000027: 17.20") && texts.contains("1000003: 0.0100"))
    expectGoodLabels(chart)
    let preview = try Gnuplot().preview(chart, columns: 100)
    #expect(preview.contains("^ 1000027: 17.20"))
    try inTemporaryFolder { folder in
      try Gnuplot().draw(chart, into: folder, formats: [.svg])
      let svg = try String(contentsOfFile: "\(folder)/history.svg", encoding: .utf8)
      #expect(svg.contains("1000027: 17.20"))
    }
  }

  /// A cell whose newest commit is far off is drawn before calm ones.
  @Test func anOutlierAtTheEndIsAmongWhatIsDrawn() {
    var input = RunSamples.history(commits: 40, cells: 6)
    for index in input.cells.indices { input.cells[index].changes = [] }
    input.cells[5].points[39].value = 9
    let chart = HistoryChart(input).chart
    #expect(chart.panels.map(\.heading).last == "cell 5")
    #expect(chart.notes.first == "2 more cells are not drawn.")
  }

  @Test(arguments: [
    (
      1,
      "Too few commits for a change of level: it takes 4 of one machine and build, and there is 1"
    ),
    (
      3,
      "Too few commits for a change of level: it takes 4 of one machine and build, and there are at "
        + "most 3"
    ), (4, "No change of level in 4 commits"),
  ])
  func onlyEnoughCommitsShowThatNothingChanged(commits: Int, title: String) {
    var input = RunSamples.history(commits: commits, cells: 2)
    for index in input.cells.indices { (input.cells[index].changes) = [] }
    // Another machine's commits don't help.
    input.cells[1].machine = "second"
    #expect(HistoryChart(input).chart.title == title)
  }

  /// Each machine has a scale of its own, and a commit that was measured on both counts once.
  @Test func machinesShareNoScale() {
    var input = RunSamples.history(commits: 12, cells: 2)
    for index in input.cells.indices {
      input.cells[index].name = "rmt, 4 segments"
      input.cells[index].changes = []
      input.cells[index].levels = []
    }
    input.cells[1].machine = "second"
    input.cells[1].points = input.cells[1].points.map { $0.scaled(by: 0.01) }
    for index in input.cells[1].points.indices { input.cells[1].points[index].x = Double(index) }
    let chart = HistoryChart(input).chart
    #expect(chart.title == "No change of level in 12 commits")
    #expect(
      chart.panels.map(\.heading) == ["rmt, 4 segments, on first", "rmt, 4 segments, on second"])
    #expect(chart.subtitle.last == "time / time of the reference kernel")
    for panel in chart.panels {
      let heights = panel.series[0].positions.map { panel.y.range.fraction(of: $0.y) }
      #expect((heights.max() ?? 0) - (heights.min() ?? 0) > 0.3)
    }
  }

  @Test func commitsHaveDaysAndSubjects() throws {
    var input = RunSamples.history(commits: 8, cells: 1)
    for index in input.cells[0].commits.indices {
      input.cells[0].commits[index].date = "2026-11-2\(index)"
      input.cells[0].commits[index].subject = "Subject \(index)"
    }
    let chart = HistoryChart(input).chart
    #expect(chart.panels[0].x.ticks.map(\.secondLabel) == (0..<8).map { "2026-11-2\($0)" })
    #expect(chart.notes == ["1000004, 2026-11-24: Subject 4"])
    // The last day reaches no further than the picture.
    let layout = ChartLayout(chart)
    let box = layout.panels[0].box
    let end = box.left + chart.panels[0].x.range.fraction(of: 7) * box.width
    #expect(
      end + TextMetrics.width("2026-11-27", size: Theme.smallSize) / 2 <= chart.size.width)
  }
}
