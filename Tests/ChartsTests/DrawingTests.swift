import Charts
import Foundation
import Testing

@Suite struct DrawingTests {
  private let gnuplot = Gnuplot()

  /// Each scenario is a change to an input in which everything was measured.
  @Test(arguments: [
    "all", "one count", "full skipped", "no laws", "nothing", "not finite", "equal",
  ])
  func drawsEveryChart(scenario: String) throws {
    var input = Samples.scaling
    switch scenario {
    case "one count":
      input.baseline = ArchitectureSeries(
        "full attention", measured: [Samples.point(1, 0.03)],
        residentBytes: [Samples.point(1, 3e8)])
      input.others[0].series = input.baseline
      input.others[0].ratio.counted = []
    case "full skipped": input.baseline = ArchitectureSeries("full attention")
    case "no laws":
      input.baseline.law = []
      input.others[0].series.law = []
    case "nothing":
      input = ScalingInput(
        subtitle: [], baseline: ArchitectureSeries("full attention"),
        others: [.init(ArchitectureSeries("RMT"))])
    case "not finite":
      let bad = [Double.nan, .infinity, -.infinity, 0, -1]
      input.baseline.measured += bad.map { MeasuredPoint(x: 256, value: $0, low: $0, high: $0) }
      input.baseline.measured += bad.map { MeasuredPoint(x: $0, value: 1) }
      input.baseline.measured += bad.map { MeasuredPoint(x: 256, value: 1, low: $0, high: $0) }
      input.others[0].series.law =
        bad.map { CurvePoint(x: 8, y: $0) } + bad.map { CurvePoint(x: $0, y: 8) }
      input.others[0].ratio.counted.append(CurvePoint(x: 1e308, y: 1e308))
      input.baseline.residentBytes.append(MeasuredPoint(x: 1, value: .leastNonzeroMagnitude))
    case "equal":
      input.baseline.measured = Samples.lengths.map {
        MeasuredPoint(x: $0, value: 1, low: 1, high: 1)
      }
      input.others[0].series = input.baseline
    default: break
    }
    try inTemporaryFolder { folder in
      for chart in Samples.charts(input) { try gnuplot.draw(chart, into: folder) }
      let expected = ["resident-memory", "scaling", "time-per-token"].flatMap { name in
        ["gp", "png", "svg"].map { "\(name).\($0)" }
      }
      #expect(try contents(folder) == expected)
    }
  }

  @Test func drawsThePapersFigure() throws {
    try inTemporaryFolder { folder in
      let chart = PaperFigure3Chart(Samples.figure).chart
      #expect(chart.title.contains("2,048,000 tokens"))
      let pictures = try gnuplot.draw(chart, into: folder)
      #expect(pictures == ["\(folder)/paper-figure-3.svg", "\(folder)/paper-figure-3.png"])
      let svg = try String(contentsOfFile: pictures[0], encoding: .utf8)
      // 4000^1.5 / 4000 and 4000^1.25 / 4000.
      #expect(svg.contains("OPT-125M ×63.25"))
      #expect(svg.contains("OPT-175B ×7.95"))
    }
  }

  @Test func drawingAgainGivesTheSameBytes() throws {
    try inTemporaryFolder { folder in
      let chart = ScalingChart(Samples.scaling).chart
      let paths = try gnuplot.draw(chart, into: folder) + ["\(folder)/scaling.gp"]
      let first = try paths.map(bytes)
      try gnuplot.draw(chart, into: folder)
      #expect(try paths.map(bytes) == first)
    }
  }

  @Test func theScriptAloneRedrawsThePicture() throws {
    try inTemporaryFolder { folder in
      let paths = try gnuplot.draw(ScalingChart(Samples.scaling).chart, into: folder)
      let first = try paths.map(bytes)
      for path in paths { try FileManager.default.removeItem(atPath: path) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gnuplot", "scaling.gp"]
      process.currentDirectoryURL = URL(fileURLWithPath: folder)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(try paths.map(bytes) == first)
    }
  }

  @Test func drawsOnlyWhatWasAskedFor() throws {
    try inTemporaryFolder { folder in
      try gnuplot.draw(Samples.chart(text: "a"), into: folder, formats: [.svg])
      #expect(try contents(folder) == ["sample.gp", "sample.svg"])
    }
  }
}
