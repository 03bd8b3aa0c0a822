import Foundation
import Testing

@testable import Charts

@Suite struct ForestChartTests {
  @Test func aForestStatesItsVerdicts() {
    var input = RunSamples.forest()
    #expect(
      ForestChart(input).chart.title
        == "1 of 4 cells regressed: rmt:0 by +5.1 % [4.2, 6.0]; 1 of 4 cells improved: rmt:1 by "
        + "−10.0 % [−10.9, −9.1]")
    let panel = ForestChart(input).chart.panels[0]
    #expect(panel.y.ticks.map(\.label) == ["rmt:0", "rmt:1", "rmt:2", "rmt:3", "A/A control"])
    #expect(
      panel.y.ticks.map(\.secondLabel) == [
        "+5.1 % [4.2, 6.0]", "−10.0 % [−10.9, −9.1]", "+0.1 % [−0.8, 1.0]", "+2.0 % [1.1, 2.9]",
        "+0.1 % [−0.5, 0.6]",
      ])
    let looks = panel.series.map {
      Theme.points($0.style, $0.marker, $0.dash) + [Theme.color($0.hue)]
    }
    #expect(Set(looks).count == 7)
    #expect(Set(panel.series.prefix(6).map(\.marker)).count == 6)
    #expect(panel.shades == [.upwards(from: 0.99, to: 1.01)])
    input.rows.removeAll { $0.verdict == .regressed || $0.verdict == .improved }
    #expect(
      ForestChart(input).chart.title == "1 of 2 cells is inconclusive, the others are unchanged")
    input.rows.removeLast()
    #expect(ForestChart(input).chart.title == "rmt:2 is unchanged")
    input.control?.verdict = .regressed
    #expect(
      ForestChart(input).chart.title
        == "Inconclusive: the build compared with itself came out as regressed, "
        + "+0.1 % [−0.5, 0.6]")
  }

  @Test func ofManyCellsTheOnesThatChangedAreDrawn() {
    var input = RunSamples.forest()
    let calm = ForestInput.Row(name: "calm", ratio: 1, verdict: .unchanged)
    input.rows = Array(repeating: calm, count: 80) + input.rows
    let chart = ForestChart(input).chart
    #expect(chart.panels[0].y.ticks.count == 61)
    #expect(chart.panels[0].y.ticks.contains { $0.label == "rmt:0" })
    #expect(
      chart.notes == [
        "24 more cells, which changed less, are not drawn; the title counts them too."
      ])
  }

  /// Cells without a ratio are rows and are counted, like everything in the table.
  @Test func cellsWithoutARatioAreCountedAndShown() {
    var input = RunSamples.forest()
    input.rows += [
      .init(name: "rmt:8", ratio: nil, verdict: .failed, reason: "it failed in B: out of memory"),
      .init(name: "rmt:16", ratio: nil, verdict: .missing),
    ]
    let chart = ForestChart(input).chart
    #expect(
      chart.title
        == "1 of 6 cells failed: rmt:8; 1 of 6 cells regressed: rmt:0 by +5.1 % [4.2, 6.0]; "
        + "1 of 6 cells improved: rmt:1 by −10.0 % [−10.9, −9.1]; 1 of 6 cells missing: rmt:16")
    let ticks = chart.panels[0].y.ticks
    #expect(ticks.count == 7)
    #expect(
      ticks.map(\.secondLabel)[4...5] == ["failed: it failed in B: out of memory", "missing"])
    input.rows.removeFirst(2)
    #expect(ForestChart(input).chart.title.hasSuffix("missing: rmt:16; 1 inconclusive"))
  }

  /// The stripe is what is too little to matter, whatever the control shows.
  @Test func theStripeIsCalledWhatItIs() {
    var input = RunSamples.forest()
    (input.noiseLow, input.noiseHigh) = (1 / 1.02, 1.02)
    #expect(
      ForestChart(input).chart.panels[0].heading
        == "new / old; grey: from −2.0 % to +2.0 %, too little to matter")
    (input.noiseLow, input.noiseHigh) = (1, 1)
    let panel = ForestChart(input).chart.panels[0]
    #expect(panel.heading == "new / old" && panel.shades.isEmpty)
  }

  @Test func aRatioFarOffIsAnArrowAndFlattensNoOther() throws {
    var input = RunSamples.forest()
    input.rows.append(.init(name: "far", ratio: 1e10, low: 1e9, high: 1e11, verdict: .regressed))
    input.rows.append(.init(name: "near 0", ratio: 1e-3, verdict: .improved))
    let chart = ForestChart(input).chart
    let panel = chart.panels[0]
    #expect(panel.x.range.upper < 1.1 && panel.x.range.lower > 0.85)
    #expect(
      panel.edgeMarks == [
        EdgeMark(.right, at: 3, hue: .vermilion), EdgeMark(.left, at: 2, hue: .green),
      ])
    #expect(
      chart.notes == ["2 ratios lie beyond the axis; the numbers at the right say by how much."])
    try inTemporaryFolder { folder in try Gnuplot().draw(chart, into: folder, formats: [.svg]) }
    #expect(try Gnuplot().preview(chart).contains(">"))
  }
}
