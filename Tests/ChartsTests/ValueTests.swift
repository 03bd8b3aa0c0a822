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
    #expect(NumberText.positionCount(1) == "1 position")
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

  @Test func theFindingIsTheMeasuredRatioAtTheGreatestLengthBothReached() {
    var input = Samples.scaling
    // (0.028 + 0.0007 · 128) / 0.03 = 3.92, and its interval is ±11 %.
    #expect(
      ScalingChart(input).chart.title
        == "At 128 positions full attention takes 3.9 times as long as RMT, measured")
    input.baseline = ArchitectureSeries("full attention")
    #expect(
      ScalingChart(input).chart.title
        == "RMT was measured up to 4,096 positions, full attention not at all")
    #expect(ScalingChart(input, title: "Other").chart.title == "Other")
  }

  @Test func aRatiosIntervalIsAsWideAsBothAllow() {
    let input = ScalingInput(
      subtitle: [],
      baseline: ArchitectureSeries(
        "a", measured: [MeasuredPoint(x: 2, value: 6, low: 4, high: 8)]),
      others: [
        .init(
          ArchitectureSeries("b", measured: [MeasuredPoint(x: 2, value: 2, low: 1, high: 4)]))
      ])
    #expect(input.ratios(to: input.others[0]) == [MeasuredPoint(x: 2, value: 3, low: 1, high: 8)])
  }

  /// Whole powers of two are, and so is everything else that has a short name.
  @Test(arguments: [
    ([512.0, 1024, 8192, 131_072, 2_097_152], ["512", "1Ki", "8Ki", "128Ki", "2Mi"]),
    ([500, 1000, 64_000, 2_048_000], ["500", "1k", "64k", "2.048M"]),
    ([1, 2, 4], ["1", "2", "4"]), ([499, 1996, 2_043_904], ["499", "2k", "2M"]),
  ])
  func lengthsOfAnAxisHaveOneNotation(counts: [Double], texts: [String]) {
    #expect(NumberText.alike(counts) == texts)
  }

  @Test func positionsOfASweepAreKibi() {
    let axis = Axis.positions(spanning: [512, 2_097_152])
    #expect(
      axis.ticks.map(\.label) == [
        "512", "1Ki", "2Ki", "4Ki", "8Ki", "16Ki", "32Ki", "64Ki", "128Ki", "256Ki", "512Ki", "1Mi",
        "2Mi",
      ])
  }

  @Test(
    arguments: [
      (1.0, nil, "takes as long as RMT"), (1.004, 0.02, "takes about as long as RMT"),
      (1.5, 0.04, "takes 1.50 times as long as RMT"),
      (3.921, nil, "takes 3.92 times as long as RMT"),
    ] as [(Double, Double?, String)])
  func aTitleClaimsWhatTheIntervalCarries(ratio: Double, half: Double?, claim: String) {
    var input = Samples.scaling
    input.others[0].ratio.measured = [
      MeasuredPoint(x: 1, value: ratio, low: half.map { ratio - $0 }, high: half.map { ratio + $0 })
    ]
    #expect(
      ScalingChart(input).chart.title
        == "At 1 position full attention \(claim), measured"
    )
  }

  /// What lies beyond the axis is an arrow with its value, and the others keep their room.
  @Test func oneOutlierDrivesNoAxis() {
    var input = Samples.scaling
    input.baseline.measured[3] = MeasuredPoint(x: 8, value: 3e9, low: 2e9, high: 4e9)
    input.baseline.residentBytes[3] = MeasuredPoint(x: 8, value: 0x1p60)
    let chart = ScalingChart(input).chart
    #expect(chart.panels[0].y.range.upper < 1e6)
    #expect(chart.panels[1].y.range.upper < 1e3)
    // 3e9 / 0.24
    #expect(
      chart.panels.map { $0.edgeMarks.map(\.text) } == [["3×10⁹ s"], ["×1.25×10¹⁰"]])
    #expect(TimePerTokenChart(input).chart.panels[0].edgeMarks.count == 1)
    let memory = ResidentMemoryChart(input).chart.panels[0]
    #expect(memory.y.range.upper < 0x1p34 && memory.edgeMarks.map(\.text) == ["1 EiB"])
  }

  /// Sizes that leap far are no outliers.
  @Test func twoSizesFarApartAreBothDrawn() {
    let range = AxisRange(
      .log10,
      of: [
        Series(
          .measured([1.0, 1e9].map { MeasuredPoint(x: 1, value: $0) }, joined: false), hue: .blue)
      ])
    #expect(range.contains(1) && range.contains(1e9))
  }

  /// An interval as narrow as its line isn't seen, and the key doesn't speak of it.
  @Test func aBandThatIsntSeenHasNoKey() {
    var input = Samples.scaling
    func chart(_ width: Double) -> Chart {
      input.baseline.lawBand = input.baseline.law.map {
        BandPoint(x: $0.x, low: $0.y / width, high: $0.y * width)
      }
      return TimePerTokenChart(input).chart
    }
    #expect(chart(2).occurringKey.contains { $0.style == .band } && chart(2).notes.isEmpty)
    #expect(!chart(1.001).occurringKey.contains { $0.style == .band })
    #expect(
      chart(1.001).notes
        == ["A law's 95 % interval is not drawn where it is as narrow as its line."])
  }

  @Test func oneArchitectureAloneHasNoPanelOfRatios() {
    var input = Samples.scaling
    input.others = []
    #expect(ScalingChart(input).chart.panels.map(\.heading) == ["time of one forward pass"])
  }

  /// Each is as wide as in the widest of the fonts that are named: Verdana's per cent, Arial's M.
  @Test func textIsMeasuredWithTheWidestFont() {
    #expect(TextMetrics.width("%", size: 1000) == 1076)
    #expect(TextMetrics.width("M", size: 1000) == 907)
    #expect(TextMetrics.width("W", size: 1000, bold: true) == 1128)
  }

  /// Readers without the first font have others to take, and none is named alone.
  @Test func everyTextNamesAFamilyOfFonts() throws {
    try inTemporaryFolder { folder in
      for chart in Samples.charts(Samples.scaling) + RunSamples.charts() + CostSamples.charts {
        let paths = try Gnuplot().draw(chart, into: folder, formats: [.svg])
        let svg = try String(contentsOfFile: paths[0], encoding: .utf8)
        let families = Set(svg.matches(of: /font-family="([^"]*)"/).map { String($0.1) })
        #expect(families == [Theme.fonts.joined(separator: "&#44;")], "\(chart.name)")
      }
    }
  }

  @Test func twoClaimsStandInALineEach() {
    let lines = TextMetrics.balanced(
      "1 of 4 cells regressed: full:1 by +6.3 % [5.0, 6.7]; 1 of 4 cells improved: rmt:2 by −5.9 %",
      width: 700, size: 16, bold: true)
    #expect(lines.map { $0.prefix(4) } == ["1 of", "1 of"])
  }
}
