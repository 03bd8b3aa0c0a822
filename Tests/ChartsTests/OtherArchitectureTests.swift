import Testing

@testable import Charts

/// An architecture beside full attention and RMT has a series of its own in every chart.
@Suite struct OtherArchitectureTests {
  private static func charts(_ names: [String]) -> [Chart] {
    var input = Samples.scaling
    input.others = names.map { name in
      ScalingInput.Other(
        name: name,
        series: ArchitectureSeries(
          measured: [1.0, 2, 4].map { Samples.point($0, 0.05 * $0 * $0) },
          residentBytes: [1.0, 2, 4].map { Samples.point($0, 4e8 * $0 * $0) }))
    }
    return Samples.charts(input)
  }

  @Test func itIsNamedInEveryChart() {
    for chart in Self.charts(["scores stored"]) {
      let series = chart.panels[0].series
      let own = series.filter { $0.label.first == "scores stored" }
      #expect(own.count == 1, "\(chart.name)")
      let others = series.filter { ["full attention", "RMT"].contains($0.label.first ?? "") }
      #expect(!others.isEmpty && !others.contains { other in own.contains { $0.hue == other.hue } })
    }
  }

  @Test func theOthersStayAsTheyAre() {
    let (plain, more) = (Samples.charts(Samples.scaling), Self.charts(["scores stored"]))
    for (chart, other) in zip(plain, more) {
      #expect(chart.title == other.title)
      let kept = other.panels[0].series.filter { series in
        chart.panels[0].series.contains { $0.hue == series.hue }
      }
      #expect(kept.count == chart.panels[0].series.count, "\(chart.name)")
    }
    #expect(Samples.charts(Samples.scaling) == Self.charts([]))
  }
}
