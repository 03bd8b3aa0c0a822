import Charts
import Foundation

/// Inputs like the ones `flops` passes: costs that grow as n² and as n.
enum CostSamples {
  static let lengths = (9...21).map { exp2(Double($0)) }

  static func curves(
    models: Int, architectures: Int, lengths: [Double] = lengths
  ) -> [CostCurve] {
    (0..<models).flatMap { model in
      (0..<architectures).map { architecture in
        CostCurve(
          model: "M\(model + 1)", architecture: title(architecture),
          points: lengths.map { length in
            let scale = 1e6 * pow(4, Double(model))
            let growth = architecture == 0 ? length / 512 : 1 + 0.3 * Double(architecture)
            return CurvePoint(x: length, y: scale * length * growth)
          })
      }
    }
  }

  static func title(_ index: Int) -> String {
    index == 0 ? "full attention" : index == 1 ? "RMT" : "architecture \(index)"
  }

  static func sweep(models: Int, architectures: Int) -> CostSweepInput {
    CostSweepInput(
      quantity: .flops, subtitle: ["rmt-paper"],
      curves: curves(models: models, architectures: architectures))
  }

  /// Costs that are equal in the first row, and some that aren't counted.
  static func comparison(rows: Int, candidates: Int) -> CostComparisonInput {
    CostComparisonInput(
      quantity: .bytes, length: 2_048_000, candidates: (0..<candidates).map(title),
      rows: (0..<rows).map { row in
        CostComparisonInput.Row(
          convention: "convention \(row)",
          values: (0..<candidates).map { candidate in
            if row == 2 || (row == 3 && candidate == 1) { return nil }
            return 1e12 * pow(1.5, Double(candidate * row)) * Double(row + 1)
          })
      })
  }

  /// n² / `crossing` and n: equal at the crossing itself.
  static func crossover(at crossing: Double) -> CrossoverInput {
    let lengths = stride(from: -1.0, through: 1, by: 0.125).map { crossing * pow(10, $0) }
    return CrossoverInput(
      quantity: .flops,
      first: CostCurve(
        model: "M", architecture: "full attention",
        points: lengths.map { CurvePoint(x: $0, y: $0 * $0 / crossing) }),
      second: CostCurve(
        model: "M", architecture: "RMT", points: lengths.map { CurvePoint(x: $0, y: $0) }),
      crossing: crossing)
  }

  static var charts: [Chart] {
    [(1, 1), (1, 2), (9, 2), (6, 2), (9, 1), (1, 20), (2, 8), (3, 4)].map {
      CostSweepChart(sweep(models: $0.0, architectures: $0.1)).chart
    }
      + [(1, 1), (25, 2), (6, 4), (8, 20), (60, 2)].map {
        CostComparisonChart(comparison(rows: $0.0, candidates: $0.1)).chart
      }
      + [513, 73_728].map { CrossoverChart(crossover(at: $0)).chart }
  }
}
