import Foundation
import Testing

@testable import Charts

/// A baseline and any number of others have a series each in every chart, and look the same in all.
@Suite struct OtherArchitectureTests {
  private static func looks(_ panel: Panel) -> [String: [Int]] {
    Dictionary(
      panel.series.compactMap { series in
        series.label.first.map { ($0, [series.hue.rawValue, series.marker.rawValue]) }
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [1, 2, 5, 12, 20])
  func eachIsNamedOnceAndLooksTheSameInEveryChart(count: Int) throws {
    let input = Samples.scaling(architectures: count)
    let names = input.architectures.map(\.title)
    let charts = Samples.charts(input)
    for chart in charts {
      let labels = chart.panels[0].series.compactMap(\.label.first)
      #expect(labels == names, "\(chart.name)")
      #expect(Self.looks(chart.panels[0]) == Self.looks(charts[0].panels[0]), "\(chart.name)")
      expectGoodLabels(chart)
    }
    let looks = Self.looks(charts[0].panels[0])
    #expect(Set(looks.values).count == count)
    guard count > 1 else {
      #expect(charts[0].panels.count == 1)
      return
    }
    // In the panel of ratios each other has its own series, and its own look.
    let ratios = Self.looks(charts[0].panels[1])
    #expect(ratios == looks.filter { $0.key != names[0] })
    try inTemporaryFolder { folder in
      for chart in charts { try Gnuplot().draw(chart, into: folder) }
    }
  }

  /// In a terminal an architecture has one character in both panels.
  @Test func oneCharacterInATerminal() {
    let characters = ScalingChart(Samples.scaling(architectures: 12)).chart.panels.map { panel in
      let preview = PanelPreview(panel, columns: 80, rows: 24)
      return Dictionary(
        panel.series.indices.compactMap { index in
          panel.series[index].label.first.map { ($0, preview.symbol(index)) }
        }, uniquingKeysWith: { first, _ in first })
    }
    #expect(Set(characters[0].values).count == 12)
    #expect(characters[1] == characters[0].filter { $0.key != "full attention" })
  }

  /// The baseline may be any of them: the others keep their looks, and ratios are to it.
  @Test func looksDontDependOnTheBaseline() throws {
    var input = Samples.scaling(architectures: 3)
    input.looks = ArchitectureLooks(input.architectures.map(\.title))
    let before = Self.looks(ScalingChart(input).chart.panels[0])
    let others = [ScalingInput.Other(input.baseline), input.others[1]]
    input.baseline = input.others[0].series
    input.others = others
    let chart = ScalingChart(input).chart
    #expect(Self.looks(chart.panels[0]) == before)
    #expect(chart.panels[1].heading == "other 1 / each other: ratio of times, and of FLOPs")
    #expect(Set(Self.looks(chart.panels[1]).keys) == ["full attention", "other 2"])
  }

  @Test func theFindingIsAboutAllAtTheirGreatestCommonLength() {
    var input = Samples.scaling(architectures: 3)
    // (0.028 + 0.0007 · 128) / 0.023 = 5.11 and / 0.026 = 4.52, with intervals of ±11 %.
    #expect(
      ScalingChart(input).chart.title
        == "At 128 positions full attention takes 4.5 (other 2) to 5.1 (other 1) times as long as "
        + "the others, measured")
    // One that was measured only up to 4 positions makes 4 the greatest common length.
    input.others[1].series.measured = Array(input.others[1].series.measured.prefix(3))
    #expect(ScalingChart(input).chart.title.hasPrefix("At 4 positions full attention takes "))
    input.others[1].series.measured = []
    #expect(
      ScalingChart(input).chart.title
        == "At 128 positions full attention takes 5.1 times as long as other 1, measured")
  }

  /// A marker stands before a name in the margin, and never inside, where it would be a measurement.
  @Test(arguments: [2, 5])
  func markersBesideNames(count: Int) {
    for chart in Samples.charts(Samples.scaling(architectures: count)) {
      for panel in ChartLayout(chart).panels {
        for label in panel.labels where label.role == .lineEnd && label.hue != nil {
          #expect((label.marker != nil) == (label.position.x > panel.box.right))
        }
      }
    }
  }

  /// Several break-evens are named at their places, and there is no fence of lines.
  @Test func breakEvensOfSeveralAreCallouts() {
    let panel = ScalingChart(Samples.scaling(architectures: 4)).chart.panels[1]
    #expect(panel.verticals.isEmpty && panel.shades.isEmpty)
    #expect(panel.callouts.map(\.x) == [1.5, 3, 4.5])
    #expect(panel.callouts.map(\.hue) == [.vermilion, .green, .purple])
  }
}

@Suite struct ArchitectureLooksTests {
  /// However many there are, no two look alike up to 144, and the first twelve differ in hue and marker.
  @Test func noTwoLookAlike() {
    let looks = (0..<144).map { Look(place: $0) }
    #expect(Set(looks.map { [$0.hue.rawValue, $0.marker.rawValue] }).count == 144)
    #expect(Set(looks.prefix(12).map(\.hue)).count == 12)
    #expect(Set(looks.prefix(12).map(\.marker)).count == 12)
    // A line has no marker: twice as many still differ in hue or dashes.
    #expect(Set(looks.prefix(24).map { [$0.hue.rawValue, $0.dash.rawValue] }).count == 24)
  }

  /// Who wishes for a place gets it, the others what is left, from beyond the reserved ones on.
  @Test func wishesFirst() {
    let looks = ArchitectureLooks(
      ["a", "b", "c", "a", "d"], wishes: ["b": 0, "d": 2, "c": 0], reserved: 4)
    #expect(looks["b"] == Look(place: 0) && looks["d"] == Look(place: 2))
    #expect(looks["a"] == Look(place: 4) && looks["c"] == Look(place: 5))
    let many = (0..<40).map(String.init)
    let full = ArchitectureLooks(many, wishes: ["7": 1], reserved: 3)
    #expect(Set(many.map { full[$0] }).count == 40)
    #expect(full["7"] == Look(place: 1))
  }

  /// Colours of Okabe and Ito, Tol, and Petroff stay apart as people with protanopia and deuteranopia
  /// see them: CIE 1976 distances after the matrices of Machado, Oliveira and Fernandes (IEEE
  /// Transactions on Visualization and Computer Graphics 15, 2009) for a severity of 1.
  @Test func coloursStayApartForTheColourBlind() {
    let matrices = [
      [[1.0, 0, 0], [0, 1, 0], [0, 0, 1]],
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ],
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ],
    ]
    for matrix in matrices {
      let seen = Hue.allCases.map { hue in
        let linear = Self.linear(Theme.color(hue))
        return Self.lab(
          matrix.map { row in
            min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
          })
      }
      for (one, other) in Self.pairs(Array(seen.indices)) {
        let distance = zip(seen[one], seen[other]).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
          .squareRoot()
        #expect(distance > 12, "\(Hue.allCases[one]) and \(Hue.allCases[other])")
      }
    }
  }

  private static func pairs(_ indices: [Int]) -> [(Int, Int)] {
    indices.flatMap { one in indices.filter { $0 > one }.map { (one, $0) } }
  }

  /// A colour such as `#0072B2` in proportion to light, by sRGB (IEC 61966-2-1).
  private static func linear(_ color: String) -> [Double] {
    let digits = Array(color.dropFirst())
    return stride(from: 0, to: 6, by: 2).map { start in
      let value = Double(Int(String(digits[start..<start + 2]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// CIE L*a*b* of linear sRGB under D65.
  private static func lab(_ color: [Double]) -> [Double] {
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let f = zip(toXYZ, [0.95047, 1, 1.08883]).map { row, white -> Double in
      let value = zip(row, color).reduce(0) { $0 + $1.0 * $1.1 } / white
      return value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }
}
