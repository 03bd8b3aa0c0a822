import Accounting
import Architectures
import Foundation
import Testing

/// The RMT paper's published FLOPs: arXiv 2304.11062v1, figure 3.
@Suite struct PaperTests {
  /// F(512) and F(2,048,000) under the paper's convention, exact, by model.
  ///
  /// Each follows from F(n) = L(8nd² + 4n²d + 10hn² + 4ndf) + 2neV, checked on the published curves.
  /// 350M has its two projections of 2·n·e·d each counted, and the vocabulary product at width
  /// e = 512: the ratio is 295.622.
  static let published: [(model: String, segment: UInt128, full: UInt128, ratio: Double)] = [
    ("opt-125m", 136_549_761_024, 161_164_654_804_992_000, 295.0658),
    ("opt-1.3b", 1_395_931_480_064, 862_215_489_978_368_000, 154.4158),
    ("opt-2.7b", 2_797_349_109_760, 1_428_174_269_317_120_000, 127.636),
    ("opt-6.7b", 6_948_049_125_376, 2_269_204_631_781_376_000, 81.6490),
    ("opt-13b", 13_367_414_620_160, 3_555_676_588_605_440_000, 66.499),
    ("opt-30b", 31_042_111_012_864, 6_007_876_086_661_120_000, 48.3849),
    ("opt-66b", 67_900_312_387_584, 10_357_957_208_309_760_000, 38.137),
    ("opt-175b", 180_014_561_624_064, 20_892_770_164_015_104_000, 29.0154),
  ]

  @Test(arguments: published)
  func exactIntegers(
    row: (model: String, segment: UInt128, full: UInt128, ratio: Double)
  ) throws {
    let model = try preset(row.model)
    let full = ArchitectureEntry.full
    let rmt = ArchitectureEntry.recurrentMemory
    #expect(try full.flops(of: model, positions: 512, .rmtPaper) == row.segment)
    #expect(try full.flops(of: model, positions: 2_048_000, .rmtPaper) == row.full)
    #expect(try rmt.flops(of: model, positions: 2_048_000, .rmtPaper) == 4000 * row.segment)
    let ratio =
      try Double(full.flops(of: model, positions: 2_048_000, .rmtPaper))
      / Double(rmt.flops(of: model, positions: 2_048_000, .rmtPaper))
    #expect(abs(ratio - row.ratio) < 6e-4)
  }

  @Test func projectionsOf350M() throws {
    let model = try preset("opt-350m")
    let layers: UInt128 = 24
    func formula(_ n: UInt128) -> UInt128 {
      let perLayer = 8 * n * 1024 * 1024 + 4 * n * n * 1024 + 10 * 16 * n * n + 4 * n * 1024 * 4096
      return layers * perLayer + 2 * n * 512 * 50_272 + 2 * (2 * n * 512 * 1024)
    }
    let full = try ArchitectureEntry.full.flops(of: model, positions: 2_048_000, .rmtPaper)
    let rmt = try ArchitectureEntry.recurrentMemory.flops(
      of: model, positions: 2_048_000, .rmtPaper)
    #expect(full == formula(2_048_000))
    #expect(rmt == 4000 * formula(512))
    #expect(abs(Double(full) / Double(rmt) - 295.622) < 5e-4)
  }

  @Test func figure3() throws {
    let figure = try Figure3.load()
    var points = 0
    for (panel, last) in [(figure.panelA, false), (figure.panelB, true)] {
      for (name, curve) in panel.curves {
        let model = try preset(name)
        let unit = try ArchitectureEntry.full.flops(of: model, positions: 512, .rmtPaper)
        for (length, published) in zip(panel.lengths, curve) {
          let flops = try ArchitectureEntry.full.flops(of: model, positions: length, .rmtPaper)
          let error = abs(Double(flops) / Double(unit) / published - 1)
          #expect(error < 2e-4, "\(name) at \(length)")
          if last && length == 2_048_000 { #expect(error < 1e-5, "\(name) at \(length)") }
          points += 1
        }
      }
    }
    #expect(points == 80)
  }

  /// The price 3 at N = 2,097,152 rounds to the same 295 and 29, and misses every published point.
  @Test func theTemptingWrongConventionIsAnother() throws {
    var tempting = Convention.rmtPaper
    tempting.prices[.softmax] = 3
    let plotted = [
      ("opt-125m", 295.0657), ("opt-1.3b", 154.4157), ("opt-6.7b", 81.6490),
      ("opt-30b", 48.3848), ("opt-175b", 29.0154),
    ]
    for (name, published) in plotted {
      let model = try preset(name)
      func ratio(_ length: Int, _ convention: Convention) throws -> Double {
        try Double(ArchitectureEntry.full.flops(of: model, positions: length, convention))
          / Double(
            ArchitectureEntry.recurrentMemory.flops(of: model, positions: length, convention))
      }
      #expect(abs(try ratio(2_048_000, .rmtPaper) / published - 1) < 2e-6)
      #expect(abs(try ratio(2_097_152, tempting) / published - 1) > 9e-4)
    }
  }

  /// The points that `flops --chart` draws are the ones read off the figure.
  @Test func theDrawnPointsAreThePublishedOnes() throws {
    let figure = try Figure3.load()
    let panels = [(figure.panelA, PublishedFigure3.short), (figure.panelB, PublishedFigure3.long)]
    for (read, drawn) in panels {
      #expect(read.lengths == drawn.lengths)
      let curves = Dictionary(uniqueKeysWithValues: read.curves)
      #expect(curves.count == drawn.curves.count)
      for curve in drawn.curves { #expect(curves[curve.model] == curve.values) }
    }
  }
}

/// The published curves, F(length) / F(512) by model.
private struct Figure3 {
  struct Panel {
    let lengths: [Int]
    let curves: [(String, [Double])]
  }
  let panelA: Panel
  let panelB: Panel

  static func load() throws -> Figure3 {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/rmt-figure3", withExtension: "json"))
    let root = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    func panel(_ key: String) throws -> Panel {
      let object = try #require(root[key] as? [String: [Double]])
      let lengths = try #require(object["lengths"]).map { Int($0) }
      return Panel(
        lengths: lengths, curves: object.filter { $0.key != "lengths" }.map { ($0.key, $0.value) })
    }
    return try Figure3(panelA: panel("panel_a"), panelB: panel("panel_b"))
  }
}
