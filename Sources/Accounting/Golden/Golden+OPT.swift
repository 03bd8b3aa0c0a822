import Architectures

/// OPT's forward pass at 2048 positions under six rules, derived by hand from their formulas.
extension Golden {
  private typealias Row = (
    model: String, matmul: UInt128, causal: UInt128, hoffmann: UInt128, table4: UInt128,
    kaplan: UInt128, palm: UInt128
  )

  /// f = 4d, V = 50,272, one sequence; `palm` with the backward pass.
  private static let optAt2048: [Row] = [
    (
      "opt-125m", 660_653_211_648, 583_381_549_056, 820_607_188_992,
      504_323_112_960, 425_201_762_304, 1_981_959_634_944
    ),
    (
      "opt-1.3b", 6_194_148_147_200, 5_782_032_613_376, 6_625_523_924_992,
      5_782_099_722_240, 5_360_119_185_408, 18_582_444_441_600
    ),
    (
      "opt-2.7b", 12_209_451_171_840, 11_522_591_948_800, 12_749_476_200_448,
      11_695_195_947_008, 10_995_116_277_760, 36_628_353_515_520
    ),
    (
      "opt-6.7b", 29_430_726_524_928, 28_331_751_768_064, 30_287_035_629_568,
      28_600_187_224_064, 27_487_790_694_400, 88_292_179_574_784
    ),
    (
      "opt-13b", 56_029_861_642_240, 54_312_713_584_640, 57_104_274_554_880,
      54_995_714_048_000, 53_257_594_470_400, 168_089_584_926_720
    ),
    (
      "opt-30b", 128_469_585_362_944, 125_584_776_626_176, 129_979_400_585_216,
      127_027_415_875_584, 124_107_374_985_216, 385_408_756_088_832
    ),
    (
      "opt-66b", 278_974_634_655_744, 274_029_248_249_856, 280_930_321_170_432,
      277_134_912_258_048, 272_129_127_874_560, 836_923_903_967_232
    ),
    (
      "opt-175b", 734_805_016_707_072, 724_914_243_895_296, 737_451_253_432_320,
      732_390_708_215_808, 722_379_139_448_832, 2_204_415_050_121_216
    ),
  ]

  static let opt: [GoldenCheck] = optAt2048.flatMap { row in
    GoldenModels.opt.filter { $0.name == row.model }.flatMap { _, model in
      let cells: [(String, String, UInt128, GoldenMeasure)] = [
        ("matmul", "L(24nd² + 4n²d) + 2ndV", row.matmul, .forward),
        ("matmul-causal", "L(24nd² + 2n(n+1)d) + 2ndV", row.causal, .forward),
        ("hoffmann", "L(24nd² + 4n²d + 3hn²) + 4ndV", row.hoffmann, .forward),
        ("hoffmann-table4", "L(24nd² + 4n²d + 3hn²)", row.table4, .forward),
        ("kaplan", "L(24nd² + 2n²d)", row.kaplan, .forward),
        ("palm", "6n(12Ld² + Vd) + 12Ldn²", row.palm, .training(.none)),
      ]
      return cells.map { convention, rule, flops, measure in
        GoldenCheck(
          "opt-2048.\(row.model).\(convention)",
          "\(row.model), 2048 positions, \(convention == "palm" ? "training" : "forward")",
          convention, "derived from the rule: \(rule)", .exact(flops),
          of: .whole(model, 2048), measure)
      }
    }
  }
}
