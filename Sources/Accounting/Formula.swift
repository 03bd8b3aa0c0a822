import Architectures

/// The FLOPs of a term over n positions as a formula, to print beside the number.
///
/// It is built from the configuration and the convention alone, not from the ledger, so that the
/// two can be held against each other.
public struct Formula: Equatable, Sendable, CustomStringConvertible {
  /// A size a formula speaks of.
  public enum Symbol: String, Sendable {
    case layers = "L"
    case positions = "n"
    /// n + 1, beside n in the number of causal pairs n (n + 1) / 2.
    case positionsPlusOne = "(n+1)"
    case hidden = "d"
    case heads = "h"
    case feedForward = "f"
    case embeddingWidth = "e"
    case vocabulary = "V"
  }

  public let coefficient: UInt128
  public let symbols: [Symbol]

  /// The formula's value for a number of positions.
  public func flops(of configuration: ModelConfiguration, positions: Int) -> UInt128 {
    symbols.reduce(coefficient) { product, symbol in
      product * UInt128(configuration.size(symbol, positions: positions))
    }
  }

  /// Such as `6·L·n·d²`.
  public var description: String {
    var factors: [String] = coefficient == 1 ? [] : ["\(coefficient)"]
    var index = symbols.startIndex
    while index < symbols.endIndex {
      let run = symbols[index...].prefix { $0 == symbols[index] }
      factors.append(symbols[index].rawValue + (run.count == 2 ? "²" : ""))
      index = run.endIndex
    }
    return factors.joined(separator: "·")
  }
}

extension Formula {
  /// The formula of a term; `nil` when the convention doesn't count it or the model lacks it.
  public init?(_ term: Term, of configuration: ModelConfiguration, under convention: Convention) {
    let embedding: Symbol =
      configuration.embeddingWidth == configuration.hidden ? .hidden : .embeddingWidth
    let causal = convention.pairs == .admitted && configuration.mask == .causal
    let pairs: [Symbol] = [.positions, causal ? .positionsPlusOne : .positions]
    func price(_ work: Work, times count: UInt128, _ symbols: [Symbol]) -> Formula? {
      convention.prices[work].map { Formula(coefficient: $0 * count, symbols: symbols) }
    }
    func pairPrice(_ work: Work, _ symbols: [Symbol]) -> Formula? {
      guard let formula = price(work, times: 1, symbols), causal else {
        return price(work, times: 1, symbols)
      }
      return Formula(coefficient: formula.coefficient / 2, symbols: symbols)
    }
    let formula: Formula? =
      switch term {
      case .embedding:
        price(.embeddingMultiplyAdd, times: 1, [.positions, embedding, .vocabulary])
      case .projectIn, .projectOut:
        price(.multiplyAdd, times: 1, [.positions, .hidden, .embeddingWidth])
      case .queryKeyValue: price(.multiplyAdd, times: 3, [.layers, .positions, .hidden, .hidden])
      case .scores, .weightedSum: pairPrice(.multiplyAdd, [.layers] + pairs + [.hidden])
      case .softmax: pairPrice(.softmax, [.layers] + pairs + [.heads])
      case .output: price(.multiplyAdd, times: 1, [.layers, .positions, .hidden, .hidden])
      case .feedForward:
        price(.multiplyAdd, times: 2, [.layers, .positions, .hidden, .feedForward])
      case .pooler: price(.multiplyAdd, times: 1, [.hidden, .hidden])
      case .vocabulary:
        price(.vocabularyMultiplyAdd, times: 1, [.positions, embedding, .vocabulary])
      case .positions, .layerNorm: nil
      }
    guard let formula else { return nil }
    self = formula
  }
}

extension ModelConfiguration {
  fileprivate func size(_ symbol: Formula.Symbol, positions: Int) -> Int {
    switch symbol {
    case .layers: layers
    case .positions: positions
    case .positionsPlusOne: positions + 1
    case .hidden: hidden
    case .heads: heads
    case .feedForward: feedForward
    case .embeddingWidth: embeddingWidth
    case .vocabulary: vocabulary
    }
  }
}
