import Foundation
import Testing

@testable import Charts

@Suite struct ValueTests {
  @Test(arguments: [Scale.linear, .log2, .log10])
  func aRangeIsNeverEmpty(scale: Scale) {
    let inputs: [[Double]] = [
      [], [0], [1], [-1], [5, 5], [.nan], [.infinity], [1e308, 1e-308], [-1e308, 1e308], [0, 1],
    ]
    for values in inputs {
      let range = AxisRange(scale, spanning: values)
      #expect(range.lower < range.upper)
      #expect(scale.accepts(range.lower) && scale.accepts(range.upper))
      for value in values where scale.accepts(value) && (1e-280...1e280).contains(abs(value)) {
        #expect(range.contains(value))
      }
    }
  }

  @Test func numbersReadAsInPrint() {
    #expect(NumberText.decimal(2_048_000, places: 0) == "2,048,000")
    #expect(NumberText.decimal(295.066, places: 2) == "295.07")
    #expect(NumberText.decimal(1.005e3, places: 1) == "1,005.0")
    #expect(NumberText.decimal(0.05, places: 2) == "0.05")
    #expect(NumberText.significant(12.34) == "12.3")
    #expect(NumberText.significant(0.02) == "0.02")
    #expect(NumberText.duration(seconds: 0.001) == "1 ms")
    #expect(NumberText.duration(seconds: 1000) == "1,000 s")
    #expect(NumberText.duration(seconds: 2e-5) == "20 µs")
    #expect(NumberText.bytes(536_870_912) == "512 MiB")
    #expect(
      [512.0, 1024, 8192, 131_072, 2_097_152].map(NumberText.abbreviated)
        == ["512", "1k", "8.2k", "131k", "2.1M"])
  }

  @Test func labelsAtLineEndsNeverOverlapNorLeaveThePanel() {
    for count in 1...30 {
      let labels = (0..<count).map { index in
        let end = Position(x: 100, y: 50 + Double(index % 3))
        return EndLabel(lines: ["a", "b"], hue: .blue, end: end, position: end, size: 12)
      }
      let spread = EndLabel.spread(labels, top: 0, bottom: 200)
      #expect(spread.allSatisfy { $0.box.top > -0.01 && $0.box.bottom < 200.01 })
      for (upper, lower) in zip(spread, spread.dropFirst()) {
        #expect(upper.box.bottom < lower.box.top + 0.01)
      }
    }
  }

  @Test func labelsOfEveryChartAreApartAndInside() {
    let charts = Samples.charts(Samples.scaling) + [PaperFigure3Chart(Samples.figure).chart]
    for chart in charts {
      let boxes = ChartLayout(chart).panels.flatMap { $0.labels.map(\.box) }
      #expect(!boxes.isEmpty)
      for (index, box) in boxes.enumerated() {
        #expect(box.right <= chart.size.width && box.top >= 0 && box.bottom <= chart.size.height)
        #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) })
      }
    }
  }

  @Test func dataAndModelsAreDrawnDifferently() {
    let script = ChartScript(ScalingChart(Samples.scaling).chart, formats: [.svg]).script
    let plots = script.statements.split(separator: "\n").filter { $0.contains(" using ") }
    let dotted = plots.filter { $0.contains("dashtype (0.1") }
    #expect(dotted.count == 3)
    #expect(dotted.allSatisfy { $0.contains("with lines") && !$0.contains("pointtype") })
    #expect(plots.filter { $0.contains("with vectors") }.count == 3)
  }

  @Test func theFindingIsTheMeasuredRatioAtTheMostSegmentsBothReached() {
    var input = Samples.scaling
    // (0.028 + 0.0007 · 128) / 0.03 = 3.92
    #expect(
      ScalingChart(input).chart.title
        == "At 128 segments (65,536 tokens) full attention takes 3.92 times as long as RMT, "
        + "measured")
    input.full = ArchitectureSeries()
    #expect(
      ScalingChart(input).chart.title
        == "RMT was measured up to 4,096 segments, full attention not at all")
    #expect(ScalingChart(input, title: "Other").chart.title == "Other")
  }

  @Test func aRatiosIntervalIsAsWideAsBothAllow() {
    let input = ScalingInput(
      subtitle: [],
      full: ArchitectureSeries(measured: [MeasuredPoint(x: 2, value: 6, low: 4, high: 8)]),
      rmt: ArchitectureSeries(measured: [MeasuredPoint(x: 2, value: 2, low: 1, high: 4)]))
    #expect(input.ratios == [MeasuredPoint(x: 2, value: 3, low: 1, high: 8)])
  }
}
