import Architectures
import Operations

/// Finds what terms cost as polynomials in the sizes of the model.
struct SizeFit {
  private let samples: CostSamples

  /// With more products than this, numbers say more than letters.
  private static let mostProducts = 4

  init(_ samples: CostSamples) { self.samples = samples }

  /// The formulas in letters that are, with the pass's own sizes, these formulas of the length; `nil`
  /// where there is none.
  func formulas(like inLength: some Collection<Formula?>) -> [Formula?] {
    let inLength = Array(inLength)
    var formulas = [Formula?](repeating: nil, count: inLength.count)
    for lengths in Set(inLength.compactMap { $0?.lengths }) {
      let found = fitted(over: lengths)
      for (index, formula) in inLength.enumerated() where formula?.lengths == lengths {
        formulas[index] = found[index].flatMap {
          $0.inPositions(samples.pass.size)?.holding(over: lengths) == formula
            ? $0.holding(over: lengths) : nil
        }
      }
    }
    return formulas
  }

  /// Polynomials in all sizes, found and checked over some lengths; `nil` where letters say nothing.
  private func fitted(over lengths: ClosedRange<Int>) -> [Formula?] {
    let pass = samples.pass
    let sizes = pass.variableSizes(isBeyondWindow: lengths.lowerBound > 1)
    let variables = sizes.enumerated().map { index, size in
      SparseFit.Variable(degree: size.highestPower, own: pass.size(of: size)) {
        pass.sample(
          of: size, SparseFit.spread($0, ofVariable: index), lengths: lengths,
          vocabularyMultiple: samples.convention.vocabularyMultiple)
      }
    }
    var fit = SparseFit(variables, mostProducts: Self.mostProducts) {
      samples.costs(Dictionary(uniqueKeysWithValues: zip(sizes, $0)))
    }
    let found = fit.polynomials().map { products in
      products.flatMap { Formula($0, of: sizes) }.flatMap(inWrittenSizes)
    }
    return found.enumerated().map { index, formula in
      formula.flatMap { isRight($0, index, fit, sizes) ? $0 : nil }
    }
  }

  /// The formula with products of sizes as the sizes they are: h·k as d.
  private func inWrittenSizes(_ formula: Formula) -> Formula? {
    let products = samples.pass.model.configuration.productsOfSizes
    let written = Formula(
      formula.products.map { product in
        let powers = products.reduce(into: product.powers) { powers, size in
          let exponent = size.factors.map { powers[$0] ?? 0 }.min() ?? 0
          guard exponent > 0 else { return }
          for factor in size.factors { powers[factor, default: 0] -= exponent }
          powers[size.product, default: 0] += exponent
        }
        return Formula.Product(
          coefficient: product.coefficient, powers: powers.filter { $0.value > 0 })
      }, over: formula.divisor)
    let symbols = written.symbols
    return symbols.contains(.feedForwardMultiple) || symbols.isSubset(of: [.positions])
      ? nil : written
  }

  /// Whether it gives what is counted with sizes that it wasn't fitted through.
  private func isRight(
    _ formula: Formula, _ index: Int, _ fit: SparseFit, _ sizes: [Formula.Symbol]
  ) -> Bool {
    (17...18).allSatisfy { number in
      let values = fit.variables.indices.map { fit.argument($0, number) }
      let changed = Dictionary(uniqueKeysWithValues: zip(sizes, values))
      guard let costs = samples.costs(changed),
        let pass = try? samples.samples.pass(changed)
      else { return false }
      return formula.flops(pass.size) == costs[index]
    }
  }
}
