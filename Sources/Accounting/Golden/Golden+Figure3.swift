import Architectures

/// The RMT paper's figure 3: full attention over 2,048,000 positions against 4000 segments of 512.
extension Golden {
  private typealias Row = (model: String, segment: UInt128, full: UInt128, ratio: String)

  /// F(512), F(2,048,000) and F(2,048,000) / 4000·F(512).
  ///
  /// 350M embeds in width 512, which adds two projections to F and a narrower vocabulary product.
  private static let rows: [Row] = [
    ("opt-125m", 136_549_761_024, 161_164_654_804_992_000, "295.066"),
    ("opt-350m", 363_444_830_208, 429_769_661_349_888_000, "295.622"),
    ("opt-1.3b", 1_395_931_480_064, 862_215_489_978_368_000, "154.416"),
    ("opt-2.7b", 2_797_349_109_760, 1_428_174_269_317_120_000, "127.636"),
    ("opt-6.7b", 6_948_049_125_376, 2_269_204_631_781_376_000, "81.649"),
    ("opt-13b", 13_367_414_620_160, 3_555_676_588_605_440_000, "66.499"),
    ("opt-30b", 31_042_111_012_864, 6_007_876_086_661_120_000, "48.385"),
    ("opt-66b", 67_900_312_387_584, 10_357_957_208_309_760_000, "38.137"),
    ("opt-175b", 180_014_561_624_064, 20_892_770_164_015_104_000, "29.015"),
  ]

  static let figure3: [GoldenCheck] = rows.flatMap { row in
    GoldenModels.opt.filter { $0.name == row.model }.flatMap { _, model in
      checks(row, model)
    }
  }

  private static func checks(_ row: Row, _ model: ModelConfiguration) -> [GoldenCheck] {
    let source = "arXiv 2304.11062v1, figure 3: L(8nd² + 4n²d + 10hn² + 4ndf) + 2ndV"
    func check(
      _ part: String, _ title: String, _ expected: GoldenCheck.Expectation,
      of subject: GoldenSubject, _ measure: GoldenMeasure = .forward
    ) -> GoldenCheck {
      // Rows of the table of golden numbers.
      let number = ["opt-125m.ratio": "G29", "opt-175b.ratio": "G30"]["\(row.model).\(part)"]
      return GoldenCheck(
        number ?? "rmt-fig3.\(row.model).\(part)", "\(row.model), \(title)", "rmt-paper",
        source, expected, of: subject, measure)
    }
    let segments: UInt128 = 4000
    return [
      check(
        "segment", "512 positions", .exact(row.segment), of: .whole(model, 512)),
      check(
        "full", "2,048,000 positions", .exact(row.full), of: .whole(model, 2_048_000)),
      check(
        "rmt", "2,048,000 positions, RMT", .exact(segments * row.segment),
        of: .recurrent(model, 2_048_000)),
      check(
        "ratio", "2,048,000 positions, full attention over RMT",
        .rounded(row.ratio, unit: 1_000_000), of: .whole(model, 2_048_000),
        GoldenMeasure { ledger, convention in
          let segment = GoldenSubject.whole(model, 512)
          guard let once = try? segment.ledger().priced(by: convention).total, once > 0 else {
            return nil
          }
          return ledger.priced(by: convention).total * 1_000_000 / (segments * once)
        }),
    ]
  }
}
