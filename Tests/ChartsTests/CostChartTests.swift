import Foundation
import Testing

@testable import Charts

@Suite struct CostChartTests {
  private let bad: [Double] = [.nan, .infinity, -.infinity, 0, -1]

  @Test(arguments: ["all", "single points", "nothing", "not finite", "great", "names"])
  func drawsEveryChart(scenario: String) throws {
    var sweep = CostSamples.sweep(models: 2, architectures: 2)
    var comparison = CostSamples.comparison(rows: 5, candidates: 2)
    var crossover = CostSamples.crossover(at: 513)
    switch scenario {
    case "single points":
      sweep.curves = CostSamples.curves(models: 2, architectures: 2, lengths: [512])
      comparison.rows = [.init(convention: "a", values: [1, 1])]
      crossover.first.points = [CurvePoint(x: 513, y: 1)]
      crossover.second.points = crossover.first.points
    case "nothing":
      sweep.curves = []
      comparison = CostComparisonInput(quantity: .flops, length: 1, candidates: [], rows: [])
      crossover.first.points = []
      crossover.second.points = []
      crossover.crossing = nil
    case "not finite":
      sweep.curves[0].points += bad.flatMap { [CurvePoint(x: 8, y: $0), CurvePoint(x: $0, y: 8)] }
      comparison.rows += bad.map { .init(convention: "bad", values: [$0]) }
      crossover.first.points = sweep.curves[0].points
      crossover.crossing = .nan
    case "great":
      for index in sweep.curves.indices {
        sweep.curves[index].points += [CurvePoint(x: 1e15, y: 1e30 * Double(index + 1))]
      }
      comparison.rows.append(.init(convention: "great", values: [1e30, 1e-9]))
      crossover = CostSamples.crossover(at: 1e15)
    case "names":
      let name = "a_b{c}^2 \"q\" \n it's `x` " + String(repeating: "endless", count: 40)
      for index in sweep.curves.indices { sweep.curves[index].model += name }
      sweep.curves[1].architecture = name
      comparison.candidates[0] = name
      comparison.rows[0].convention = name
      crossover.second.architecture = name
    default: break
    }
    try inTemporaryFolder { folder in
      for quantity in CostQuantity.allCases {
        sweep.quantity = quantity
        comparison.quantity = quantity
        crossover.quantity = quantity
        try Gnuplot().draw(CostSweepChart(sweep).chart, into: folder)
        try Gnuplot().draw(CostComparisonChart(comparison).chart, into: folder)
        try Gnuplot().draw(CrossoverChart(crossover).chart, into: folder)
      }
      let expected = ["cost-comparison", "cost-sweep", "crossover"].flatMap { name in
        ["gp", "png", "svg"].map { "\(name).\($0)" }
      }
      #expect(try contents(folder) == expected)
    }
  }

  @Test func drawingAgainGivesTheSameBytes() throws {
    let charts = [
      CostSweepChart(CostSamples.sweep(models: 9, architectures: 2)).chart,
      CostComparisonChart(CostSamples.comparison(rows: 5, candidates: 3)).chart,
      CrossoverChart(CostSamples.crossover(at: 73_728)).chart,
    ]
    try inTemporaryFolder { folder in
      for chart in charts {
        let paths = try Gnuplot().draw(chart, into: folder)
        let first = try paths.map(bytes)
        try Gnuplot().draw(chart, into: folder)
        #expect(try paths.map(bytes) == first)
      }
    }
  }

  @Test func labelsAreApartAndInside() {
    for chart in CostSamples.charts {
      let layout = ChartLayout(chart)
      let boxes = layout.panels.flatMap { $0.labels.map(\.box) }
      for (index, box) in boxes.enumerated() {
        #expect(box.left >= 0 && box.right <= chart.size.width, "\(chart.title)")
        #expect(box.top >= 0 && box.bottom <= chart.size.height, "\(chart.title)")
        #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) }, "\(chart.title)")
      }
      for row in layout.key {
        let width = row.reduce(0) { $0 + $1.width } + Double(row.count - 1) * Theme.keyGap
        #expect(width <= chart.size.width - 2 * Theme.edge)
      }
    }
  }

  /// Only a stranger's long name may be cut; a number that is cut is another number.
  @Test func noTickIsCutShort() {
    // Labels of many widths, since roots span few decades: the widest decides the margin, and must
    // still fit into it.
    let scaled = (0...28).map { exponent in
      var input = CostSamples.crossover(at: 513)
      let scale = pow(10, Double(exponent))
      input.first.points = input.first.points.map {
        CurvePoint(x: $0.x, y: $0.y.squareRoot() * scale)
      }
      input.second.points = input.second.points.map {
        CurvePoint(x: $0.x, y: $0.y.squareRoot() * scale)
      }
      return CrossoverChart(input).chart
    }
    let charts =
      scaled + CostSamples.charts + Samples.charts(Samples.scaling)
      + [PaperFigure3Chart(Samples.figure).chart]
    for chart in charts {
      let script = ChartScript(chart, formats: [.svg]).script.statements
      let ticks = script.split(separator: "\n").filter { $0.hasPrefix("set ytics") }
      #expect(ticks.count == chart.panels.count)
      #expect(!ticks.contains { $0.contains("…") }, "\(chart.title)")
    }
  }

  /// Whatever is asked for, every line differs from all others in hue or dashes.
  @Test func noMoreLinesThanCanBeToldApart() {
    for models in 1...12 {
      for architectures in [1, 2, 3, 4, 5, 6, 7, 12, 20] {
        let input = CostSamples.sweep(models: models, architectures: architectures)
        let chart = CostSweepChart(input).chart
        let lines = chart.panels[0].series
        let looks = Set(lines.map { [$0.hue.rawValue, $0.dash.rawValue] })
        #expect(looks.count == lines.count, "\(models) x \(architectures)")
        #expect(!lines.isEmpty && lines.count <= 12)
        #expect(chart.notes.isEmpty == (lines.count == models * architectures))
        #expect(chart.panels.count == (architectures > 1 ? 2 : 1))
      }
    }
  }

  @Test func extremesAreTheCheapestAndTheDearest() {
    let chart = CostSweepChart(CostSamples.sweep(models: 9, architectures: 2)).chart
    #expect(
      chart.panels[0].series.flatMap(\.label)
        == ["M1, full attention", "M1, RMT", "M9, full attention", "M9, RMT"])
    #expect(
      chart.notes == ["Of 9 models only the cheapest, M1, and the dearest, M9, are drawn."])
  }

  @Test func oneModelsArchitecturesHaveTheMeasuredChartsHues() {
    var input = CostSamples.sweep(models: 1, architectures: 3)
    input.looks = ArchitectureLooks(input.curves.architectures)
    input.curves.reverse()
    let series = CostSweepChart(input).chart.panels[0].series
    #expect(series.map(\.hue) == [.green, .vermilion, .blue])
  }

  @Test func theFindingIsTheRatioAtTheGreatestCommonLength() {
    func curve(_ model: String, _ architecture: String, _ values: [Double]) -> CostCurve {
      CostCurve(
        model: model, architecture: architecture,
        points: zip([512, 2_048_000, 4_096_000], values).map { CurvePoint(x: $0, y: $1) })
    }
    var input = CostSweepInput(
      quantity: .flops,
      curves: [
        curve("a", "full attention", [2, 590.14, 1000]), curve("a", "RMT", [2, 2]),
      ])
    #expect(
      CostSweepChart(input).chart.title
        == "At 2,048,000 positions full attention takes 295.07 times the FLOPs of RMT")
    input.curves += [curve("b", "full attention", [1, 8]), curve("b", "RMT", [1, 4])]
    input.quantity = .seconds
    #expect(
      CostSweepChart(input).chart.title == "At 2,048,000 positions full attention takes 2.00 (b) "
        + "to 295.07 (a) times as long as RMT, predicted")
    input.curves = [curve("a", "full attention", [2, 590.14])]
    input.quantity = .flops
    #expect(
      CostSweepChart(input).chart.title
        == "At 2,048,000 positions full attention takes 590 FLOPs")
    #expect(CostSweepChart(input, title: "Other").chart.title == "Other")
    input.curves = []
    #expect(CostSweepChart(input).chart.title == "No cost was counted")
  }

  @Test func greatNumbersStayShort() {
    #expect(NumberText.compact(1e30) == "10³⁰")
    #expect(NumberText.compact(2.5e-7) == "2.5×10⁻⁷")
    #expect(NumberText.compact(9.999e17) == "10¹⁸")
    #expect(NumberText.compact(99_999) == "99,999")
    #expect(NumberText.compact(512) == "512")
    #expect(NumberText.factor(295.066) == "295.07")
    #expect(NumberText.factor(1e30) == "10³⁰")
    #expect(NumberText.longDuration(seconds: 1e20) == "10²⁰ s")
    #expect(NumberText.longDuration(seconds: 0.02) == "20 ms")
    // 2⁸⁰ bytes are one YiB, the last unit.
    #expect(NumberText.bytes(exp2(80)) == "1 YiB")
    #expect(NumberText.bytes(1e30) == "8.27×10⁵ YiB")
    let values = (-30...30).map { pow(10, Double($0)) * 1.234 }
    for quantity in CostQuantity.allCases {
      #expect(values.allSatisfy { quantity.text($0).count <= 20 })
    }
  }

  @Test func noMarkerHidesAnother() {
    for candidates in [2, 4, 12] {
      let input = CostSamples.comparison(rows: 6, candidates: candidates)
      let panel = CostComparisonChart(input).chart.panels[0]
      let points = panel.series.flatMap { panel.visible($0) }
      // Row 2 isn't counted at all, row 3 not for one candidate.
      #expect(points.count == candidates * 5 - 1)
      #expect(Set(points.map { [$0.x, $0.y] }).count == points.count)
      for point in points { #expect(abs(point.y - point.y.rounded()) < 0.36) }
    }
  }

  @Test func whatIsNotCountedIsNamed() {
    let input = CostSamples.comparison(rows: 5, candidates: 2)
    let chart = CostComparisonChart(input).chart
    #expect(
      chart.notes == [
        "Not counted by: convention 2.", "RMT is not counted by: convention 3.",
      ])
    #expect(
      chart.panels[0].y.ticks.map(\.label)
        == ["convention 0", "convention 1", "convention 3", "convention 4"])
    #expect(
      chart.title.hasPrefix("At 2,048,000 positions full attention takes 0.20 (convention 4)"))
  }

  @Test func theCrossingIsMarkedInBothPanels() {
    for crossing in [513.0, 73_728] {
      let chart = CrossoverChart(CostSamples.crossover(at: crossing)).chart
      let text = NumberText.length(crossing)
      #expect(chart.title == "Beyond \(text) positions, RMT takes fewer FLOPs than full attention")
      #expect(chart.panels.map { $0.verticals.map(\.x) } == [[crossing], [crossing]])
      #expect(chart.panels[0].verticals[0].label == "they cross at \(text) positions")
      let layout = ChartLayout(chart).panels[0]
      let middle = layout.box.place(
        CurvePoint(x: crossing, y: layout.panel.y.range.upper), in: layout.panel)
      #expect(layout.labels.allSatisfy { $0.box.left > middle.x || $0.box.right < middle.x })
    }
  }

  @Test func aCrossoversTitleClaimsOnlyWhatTheCurvesShow() {
    var input = CostSamples.crossover(at: 1000)
    input.crossing = 999
    #expect(
      CrossoverChart(input).chart.title
        == "At 999 positions the costs of full attention and RMT cross")
    input.crossing = 1001
    #expect(
      CrossoverChart(input).chart.title
        == "From 1,001 positions on, RMT takes fewer FLOPs than full attention")
    input.crossing = nil
    #expect(
      CrossoverChart(input).chart.title
        == "At 10,000 positions RMT takes fewer FLOPs than full attention")
    input.first.points = input.second.points.map { CurvePoint(x: $0.x, y: $0.y / 2) }
    #expect(
      CrossoverChart(input).chart.title
        == "From 100 to 10,000 positions full attention takes fewer FLOPs than RMT")
    input.first.points = input.second.points
    #expect(
      CrossoverChart(input).chart.title
        == "At 10,000 positions full attention and RMT take the same"
    )
  }
}
