import Foundation
import Testing

@testable import Charts

@Suite struct RunChartTests {
  private let gnuplot = Gnuplot()
  private static let names = [
    "distribution", "forest", "history", "residuals", "roofline", "run-order",
  ]

  @Test func drawingAgainGivesTheSameBytes() throws {
    try inTemporaryFolder { folder in
      for chart in RunSamples.charts() {
        let paths = try gnuplot.draw(chart, into: folder) + ["\(folder)/\(chart.name).gp"]
        let first = try paths.map(bytes)
        try gnuplot.draw(chart, into: folder)
        #expect(try paths.map(bytes) == first, "\(chart.name)")
      }
      let expected = Self.names.flatMap { name in ["gp", "png", "svg"].map { "\(name).\($0)" } }
      #expect(try contents(folder) == expected)
    }
  }

  @Test func nothingAtAllIsDrawnToo() throws {
    try inTemporaryFolder { folder in
      for chart in RunSamples.empty {
        try gnuplot.draw(chart, into: folder, formats: [.svg])
        let text = try gnuplot.preview(chart)
        #expect(text.contains("nothing to draw here"), "\(chart.name)")
      }
    }
  }

  @Test(arguments: [
    1, 0, -1, 1e-300, 1e300, 1e-15, .nan, .infinity, -.infinity, .leastNonzeroMagnitude,
    .greatestFiniteMagnitude,
  ])
  func oneValueOfAnySizeIsDrawn(value: Double) throws {
    try inTemporaryFolder { folder in
      for chart in RunSamples.single(value) {
        try gnuplot.draw(chart, into: folder, formats: [.svg])
        expectGoodLabels(chart)
      }
    }
  }

  @Test(arguments: [
    "a_b^c{d}@e&f~g\\h\"j`k%d", "'\nsystem 'touch injected", "'; system('touch injected'); #",
    "{/:Bold x", "", "  two  spaces ", "日本語 \u{1F600}", String(repeating: "endless", count: 60),
  ])
  func strangersTextIsDrawnAndNeverRun(text: String) throws {
    try inTemporaryFolder { folder in
      for chart in RunSamples.charts(text: text) {
        try gnuplot.draw(chart, into: folder, formats: [.svg])
        expectGoodLabels(chart)
        let script = try String(contentsOfFile: "\(folder)/\(chart.name).gp", encoding: .utf8)
        for line in script.split(separator: "\n") {
          #expect(line.filter { $0 == "'" }.count % 2 == 0)
          #expect(!line.hasPrefix("system"))
        }
        let preview = try gnuplot.preview(chart, columns: 72)
        #expect(preview.split(separator: "\n").allSatisfy { $0.count <= 72 }, "\(chart.name)")
      }
      #expect(try contents(folder).count == 2 * Self.names.count)
    }
  }

  /// Short, so that nothing of it has to be cut, in every place where a chart prints a text.
  @Test func everySpecialCharacterReachesThePicture() throws {
    let text = "_^{}@&~\\'\"`%d"
    let drawn = text.replacingOccurrences(of: "&", with: "&amp;")
      .replacingOccurrences(of: "'", with: "’")
    // Subtitle and note, and: the architecture; twelve names and the title; the group's key; four
    // names, the control, heading and the title; two headings and a machine.
    let least = [
      "residuals": 3, "distribution": 15, "run-order": 3, "forest": 9, "history": 6, "roofline": 13,
    ]
    try inTemporaryFolder { folder in
      for chart in RunSamples.charts(text: text) {
        try gnuplot.draw(chart, into: folder, formats: [.svg])
        let svg = try String(contentsOfFile: "\(folder)/\(chart.name).svg", encoding: .utf8)
        let count = svg.components(separatedBy: drawn).count - 1
        #expect(count >= least[chart.name] ?? .max, "\(chart.name)")
      }
    }
  }

  @Test(arguments: [40, 80, 132])
  func everyPreviewFitsTheWidth(columns: Int) throws {
    for chart in RunSamples.charts() {
      let text = try gnuplot.preview(chart, columns: columns)
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns }, "\(chart.name)")
      #expect(!text.contains("nothing to draw here"))
    }
  }

  @Test func aPreviewNamesWhatIsDrawn() throws {
    let forest = try gnuplot.preview(ForestChart(RunSamples.forest()).chart, columns: 100)
    for verdict in RunSamples.forest().rows.map(\.verdict) {
      #expect(forest.contains(" \(verdict.rawValue)"))
    }
    #expect(forest.contains("+5.1 % [4.2, 6.0]"))
    let roofline = try gnuplot.preview(RooflineChart(RunSamples.roofline()).chart, columns: 100)
    #expect(roofline.contains("C attention 512 f32, 1 thread, 85 %"))
    #expect(roofline.contains("J attention 519 bf16, 23 %"))
  }

  // MARK: What each chart says

  @Test func residualsStateTheFurthest() {
    func point(_ x: Double, _ value: Double) -> MeasuredPoint { MeasuredPoint(x: x, value: value) }
    var input = ResidualsInput(
      subtitle: [],
      architectures: [.init(title: "RMT", fitted: [point(1, 1.02), point(4, 0.957)])])
    #expect(
      ResidualsChart(input).chart.title
        == "All 2 measured times lie within 4.3 % of their fitted laws")
    input.architectures[0].heldOut = [point(1024, 1.25), point(2048, 3)]
    let chart = ResidualsChart(input).chart
    #expect(
      chart.title == "2 of 4 measured times lie more than 10 % off their fitted laws, the furthest "
        + "by +200.0 % at 2,048 positions")
    #expect(chart.panels[0].edgeMarks.map(\.text) == ["+200.0 %"])
    #expect(chart.panels[0].edgeMarks.map(\.edge) == [.top])
    #expect(ResidualsChart(input, title: "Other").chart.title == "Other")
  }

  @Test(arguments: [1, 10, 40, 100])
  func everyCellHasARowOfItsOwn(cells: Int) {
    let chart = DistributionChart(RunSamples.distribution(cells: cells)).chart
    let rows = min(cells, 60)
    let panel = chart.panels[0]
    #expect(panel.y.ticks.count == rows)
    #expect(panel.series.flatMap { panel.visible($0) }.count == rows * 10)
    #expect(chart.notes == (cells > 60 ? ["40 more cells are not drawn."] : []))
    // Rows stay far enough apart to be read.
    #expect(ChartLayout(chart).panels[0].box.height / Double(rows + 1) > 13)
  }

  @Test func roundsFarOffAreCountedAndNotDrawn() {
    var input = RunSamples.distribution(cells: 2)
    input.cells[1].seconds += [input.cells[1].median * 3]
    let chart = DistributionChart(input).chart
    #expect(chart.notes == ["1 round lies beyond the axis, the furthest +200.0 % (rmt:1)."])
    #expect(chart.panels[0].x.range.upper < 1.1)
  }

  @Test func driftIsWhatTheRoundsMediansSay() {
    let chart = RunOrderChart(RunSamples.runOrder(rounds: 4)).chart
    // The discarded samples, +0.6 % in each round, count for nothing.
    #expect(
      chart.title == "The medians of 4 rounds lie between +0.9 % (round 1) and +3.9 % (round 4); "
        + "4 of 36 samples were discarded")
    let panel = chart.panels[0]
    #expect(panel.separators == [8.5, 17.5, 26.5])
    #expect(panel.x.ticks.map(\.label) == ["1", "2", "3", "4"])
    let hollow = panel.series.filter { $0.style == .discarded }
    #expect(hollow.flatMap { panel.visible($0) }.map(\.x) == [7, 16, 25, 34])
  }

  @Test(arguments: [1, 8, 24, 40])
  func everyKernelHasALabelOrIsCounted(kernels: Int) {
    let chart = RooflineChart(RunSamples.roofline(kernels: kernels)).chart
    let labelled = min(kernels, 24)
    let texts = ChartLayout(chart).panels[0].labels.flatMap(\.lines)
    #expect(texts.filter { $0.hasPrefix("attention") }.count == labelled)
    // Three peaks, two bandwidths.
    #expect(texts.filter { $0.contains("FLOP/s") }.count == 3)
    #expect(texts.filter { $0.contains("B/s from memory") }.count == 2)
    #expect(
      chart.notes == (kernels > 24 ? ["16 kernels are drawn without their names."] : []))
    expectGoodLabels(chart)
  }

  @Test func aKernelsShareIsOfWhatBindsIt() {
    var input = RunSamples.roofline(kernels: 2)
    input.kernels[0] = .init(
      name: "product", dtype: "f32", threads: 2, intensity: 100, flopsPerSecond: 150e9)
    // Memory allows 20e9 · 0.5 = 10e9.
    input.kernels[1] = .init(
      name: "softmax", dtype: "f32", threads: 2, intensity: 0.5, flopsPerSecond: 9e9)
    #expect(
      RooflineChart(input).chart.title
        == "Kernels reach from 75 % (product f32) to 90 % (softmax f32) of what this machine allows"
    )
    input.kernels[1].share = 0.05
    #expect(RooflineChart(input).chart.panels[0].callouts.last?.text == "softmax f32, 5.0 %")
  }

  @Test func breakEvenAndTheLawsIntervalsAreDrawn() throws {
    var input = Samples.scaling
    #expect(ScalingChart(input).chart.panels[1].verticals.isEmpty)
    input.others[0].ratio.breakEven = .init(positions: 284, low: 231, high: 342)
    input.baseline.lawBand = input.baseline.law.map {
      BandPoint(x: $0.x, low: $0.y * 0.9, high: $0.y * 2)
    }
    input.others[0].ratio.lawBand = input.baseline.lawBand
    let chart = ScalingChart(input).chart
    #expect(
      chart.panels[1].verticals
        == [.init(x: 284, label: "break-even at 284 positions [231, 342]")])
    #expect(chart.panels[1].shades == [.upwards(from: 231, to: 342)])
    #expect(chart.panels.map { $0.series.count { $0.style == .band } } == [1, 1])
    #expect(chart.panels[0].y.range.contains(input.baseline.law[12].y * 2))
    try inTemporaryFolder { folder in try gnuplot.draw(chart, into: folder) }
    expectGoodLabels(chart)
  }

  // MARK: What they are made of

  @Test func changesReadAsInPrint() {
    #expect(NumberText.change(1.0514) == "+5.1 %")
    #expect(NumberText.change(0.997) == "−0.3 %")
    #expect(NumberText.change(0.9999) == "−0.01 %")
    #expect(NumberText.change(1.000_000_12) == "+0.000012 %")
    #expect(NumberText.change(1) == "0.0 %" && NumberText.change(1 - 1e-15) == "0.0 %")
    #expect(NumberText.change(1, digits: nil) == "0 %")
    #expect(NumberText.change(1.1, digits: nil) == "+10 %")
    #expect(NumberText.change(12.34) == "×12.3")
    #expect(NumberText.change(.nan) == "?")
    #expect(NumberText.change(1.051, low: 1.042, high: 1.06) == "+5.1 % [4.2, 6.0]")
    #expect(NumberText.change(1.01, low: nil, high: 2) == "+1.0 %")
    #expect(NumberText.change(20, low: 18, high: 22) == "×20.0 [18.0, 22.0]")
    #expect(NumberText.change(1e5, low: 1e5, high: 1e5) == "×100,000")
    #expect(NumberText.change(0.9997, low: 0.998, high: 1.006) == "0.0 % [−0.2, 0.6]")
    #expect(NumberText.change(1.0003, low: 1.0001, high: 1.0005) == "+0.030 % [0.010, 0.050]")
    #expect(NumberText.prefixed(215e9, unit: "FLOP/s") == "215 GFLOP/s")
    #expect(NumberText.prefixed(0.5, unit: "B/s") == "0.5 B/s")
    #expect(NumberText.prefixed(1e30, unit: "B/s") == "10¹⁵ PB/s")
  }

  @Test func stepsAreRoundAndFew() {
    for exponent in -9...9 {
      for width in [1.0, 1.7, 3.3, 7.9] {
        let span = width * pow(10, Double(exponent))
        let range = AxisRange(.linear, spanning: [1 - span, 1 + 2 * span])
        let ticks = Tick.steps(in: range, from: 1, most: 8) { NumberText.significant($0) }
        #expect((2...8).contains(ticks.count))
        #expect(ticks.allSatisfy { range.contains($0.position) })
        #expect(ticks.contains { $0.label == "0" })
        #expect(Set(ticks.map(\.label)).count == ticks.count)
      }
    }
  }

  @Test func aLineCrossesABoxOrNot() {
    let box = Box(left: 10, top: 10, right: 20, bottom: 20)
    func crosses(_ a: (Double, Double), _ b: (Double, Double)) -> Bool {
      box.crosses(Position(x: a.0, y: a.1), Position(x: b.0, y: b.1))
    }
    #expect(crosses((0, 15), (30, 15)) && crosses((15, 0), (15, 30)))
    #expect(crosses((0, 0), (30, 30)) && crosses((12, 12), (13, 13)))
    #expect(!crosses((0, 25), (30, 25)) && !crosses((0, 15), (9, 15)))
    // Past the corner, on either side of it.
    #expect(!crosses((0, 9), (9, 0)) && crosses((0, 22), (22, 0)))
  }

  @Test func thinningKeepsOnePointPerPlace() {
    let range = AxisRange(.linear, spanning: [0, 100], margin: 0)
    var thinning = PixelThinning(x: range, y: range, width: 100, height: 100, cell: 1)
    let kept = (0..<1000).filter { thinning.keeps(x: Double($0) / 10 + 0.05, y: 50) }
    #expect(kept == (0..<100).map { $0 * 10 })
    #expect(thinning.hidden == 900)
    #expect(!thinning.keeps(x: .nan, y: 1) && !thinning.keeps(x: 1, y: 101))
    #expect(thinning.outside == 2)
  }
}
