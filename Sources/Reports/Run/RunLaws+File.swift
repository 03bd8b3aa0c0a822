import CommandLineKit
import Statistics
import Text

extension RunLaws {
  /// The laws as they are stored beside a run's records: models, kept apart from what was measured.
  ///
  /// Coefficients are seconds, seconds per position and seconds per position².
  public var json: JSONValue {
    [
      "schema": "contextcost.laws/3",
      "against": .string(baseline),
      "laws": .array(all.compactMap { law in law.fit.map { Self.json(law, $0) } }),
      "break_evens": .array(comparisons.map(json)),
    ]
  }

  private static func json(_ law: Law, _ fit: ScalingFit) -> JSONValue {
    [
      "architecture": .string(law.architecture),
      "form": .string(fit.law.form.formula),
      "chosen_by": .string(law.isChosen ? "AICc" : "what is counted"),
      "coefficients_seconds": .array(fit.law.coefficients.map { .number($0) }),
      "coefficient_intervals_seconds": fit.coefficientIntervals.map {
        .array($0.map { json($0) })
      } ?? .null,
      "exponent": fit.law.form == .power ? .number(fit.law.exponent) : .null,
      "exponent_interval": fit.exponentInterval.map { json($0) } ?? .null,
      "largest_relative_residual": .number(fit.law.largestResidual),
      "fitted_positions": .array(fit.sizes.map { .int($0.positions) }),
      "predicts_two_largest": fit.holdOut.map { .bool($0.holds) } ?? .null,
    ]
  }

  private static func json(_ interval: Interval) -> JSONValue {
    .array([.number(interval.low), .number(interval.high)])
  }

  private func json(_ comparison: Comparison) -> JSONValue {
    [
      "architecture": .string(comparison.other),
      "against": .string(baseline),
      "cheaper": comparison.cheaper.map { .string($0) } ?? .null,
      "from_positions": comparison.breakEven.map { .int($0.positions) } ?? .null,
      "low": comparison.breakEven?.low.map { .int($0) } ?? .null,
      "high": comparison.breakEven?.high.map { .int($0) } ?? .null,
      "looked_at_positions": .array([
        .int(comparison.range.lowerBound), .int(comparison.range.upperBound),
      ]),
    ]
  }
}

extension ScalingLaw {
  /// Such as `1.60 ms + 63.0 µs·n + 16.9 ns·n²`, n positions, without the terms that are 0.
  public var formula: String {
    let powers =
      form == .power
      ? ["", "·n^\(NumberFormat.significant(exponent, digits: 3))"] : ["", "·n", "·n²"]
    let terms = zip(coefficients, powers).filter { $0.0 > 0 }.map { coefficient, power in
      ResolvedNumber(seconds: coefficient).text + power
    }
    return terms.isEmpty ? "0 s" : terms.joined(separator: " + ")
  }
}
