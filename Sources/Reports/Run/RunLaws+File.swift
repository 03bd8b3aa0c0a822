import CommandLineKit
import Statistics

extension RunLaws {
  /// The laws as they are stored beside a run's records: models, kept apart from what was measured.
  public var json: JSONValue {
    [
      "schema": "contextcost.laws/2",
      "laws": .array(all.compactMap { law in law.fit.map { Self.json(law, $0) } }),
      "break_even_segments": breakEven.map { Self.json($0) } ?? .null,
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
      "fitted_segments": .array(fit.sizes.map { .int($0.segments) }),
      "predicts_two_largest": fit.holdOut.map { .bool($0.holds) } ?? .null,
    ]
  }

  private static func json(_ interval: Interval) -> JSONValue {
    .array([.number(interval.low), .number(interval.high)])
  }

  private static func json(_ breakEven: BreakEven) -> JSONValue {
    [
      "value": .int(breakEven.segments),
      "low": breakEven.low.map { .int($0) } ?? .null,
      "high": breakEven.high.map { .int($0) } ?? .null,
    ]
  }
}

extension ScalingLaw {
  /// Such as `0.0325 N + 0.00433 N² s`, without the terms that are 0.
  public var formula: String {
    let powers =
      form == .power
      ? ["", " N^\(NumberFormat.significant(exponent, digits: 3))"] : ["", " N", " N²"]
    let terms = zip(coefficients, powers).filter { $0.0 > 0 }.map { coefficient, power in
      NumberFormat.significant(coefficient, digits: 3) + power
    }
    return terms.isEmpty ? "0 s" : terms.joined(separator: " + ") + " s"
  }
}
