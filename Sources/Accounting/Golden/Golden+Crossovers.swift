import Architectures

/// Lengths at which attention costs as much as the rest of a layer, whose f is 4d: 24nd².
extension Golden {
  private typealias Row = (model: String, full: Int, causal: Int, rest: [UInt128])

  /// Full attention is 4n²d, equal at n = 6d; causal 2n(n + 1)d, equal at n = 12d - 1.
  private static let equalAt: [Row] = [
    ("opt-125m", 4608, 9215, [782_757_789_696, 1_565_345_710_080]),
    (
      "opt-175b", 73_728, 147_455,
      [25_649_407_252_758_528, 51_298_466_613_166_080]
    ),
  ]

  static let crossovers: [GoldenCheck] = equalAt.flatMap { row in
    GoldenModels.opt.filter { $0.name == row.model }.flatMap { _, model in
      checks(model, "matmul", row.full, row.rest[0], "4n²d = 24nd² at n = 6d")
        + checks(
          model, "matmul-causal", row.causal, row.rest[1], "2n(n+1)d = 24nd² at n = 12d - 1")
    }
  }

  private static func checks(
    _ model: ModelConfiguration, _ convention: String, _ positions: Int, _ flops: UInt128,
    _ rule: String
  ) -> [GoldenCheck] {
    let subject = GoldenSubject.layers(model.layers, of: model, positions)
    func check(_ part: String, _ measure: GoldenMeasure) -> GoldenCheck {
      GoldenCheck(
        "crossover.\(model.name).\(convention).\(part)",
        "\(model.name), \(positions) positions, \(part) of the layers", convention,
        "derived from the rule: \(rule)", .exact(flops), of: subject, measure)
    }
    return [
      check("attention", .terms(.scores, .weightedSum)),
      check("rest", .terms(.queryKeyValue, .output, .feedForward)),
    ]
  }
}
