import Architectures
import Operations

/// The FLOPs of a term over n positions as a formula, to print beside the number.
///
/// It is built from the configuration and the convention alone, not from the ledger, so that the
/// two can be held against each other.
public struct Formula: Equatable, Sendable, CustomStringConvertible {
  /// A size a formula speaks of.
  public enum Symbol: String, Sendable, CaseIterable {
    case layers = "L"
    case positions = "n"
    /// n + 1, beside n in the number of causal pairs n (n + 1) / 2.
    case positionsPlusOne = "(n+1)"
    case hidden = "d"
    case heads = "h"
    /// Heads of queries, keys and values together.
    case allHeads = "(h+2g)"
    case headWidth = "k"
    /// Pairs of query and key that mask and window admit, of all layers.
    case admittedPairs = "p"
    case feedForward = "f"
    case activeExperts = "a"
    case experts = "E"
    case embeddingWidth = "e"
    case vocabulary = "V"
    case labels = "c"

    /// What the letter stands for, in words; `nil` where another symbol's words say it.
    public var meaning: String? {
      switch self {
      case .layers: "layers"
      case .positions: "positions"
      case .positionsPlusOne: nil
      case .hidden: "hidden"
      case .heads: "heads"
      case .allHeads: "heads, and twice those of keys and values"
      case .headWidth: "head width"
      case .admittedPairs: "pairs within window and mask, of all layers"
      case .feedForward: "feed-forward"
      case .activeExperts: "experts chosen"
      case .experts: "experts"
      case .embeddingWidth: "embedding width"
      case .vocabulary: "vocabulary"
      case .labels: "labels"
      }
    }
  }

  /// A coefficient times symbols.
  public struct Product: Equatable, Sendable {
    public internal(set) var coefficient: UInt128
    public let symbols: [Symbol]
  }

  /// What is added up; never empty.
  public let products: [Product]

  /// The formula's value for a number of positions.
  public func flops(of configuration: ModelConfiguration, positions: Int) -> UInt128 {
    products.reduce(0) { sum, product in
      sum
        + product.symbols.reduce(product.coefficient) {
          $0 * configuration.size($1, positions: positions)
        }
    }
  }

  /// Such as `6·L·n·d²`.
  public var description: String { products.map(\.description).joined(separator: " + ") }
}

extension Formula.Product: CustomStringConvertible {
  public var description: String {
    var factors: [String] = coefficient == 1 && !symbols.isEmpty ? [] : ["\(coefficient)"]
    var index = symbols.startIndex
    while index < symbols.endIndex {
      let run = symbols[index...].prefix { $0 == symbols[index] }
      factors.append(symbols[index].rawValue + (run.count == 2 ? "²" : ""))
      index = run.endIndex
    }
    return factors.joined(separator: "·")
  }
}

extension ModelConfiguration {
  fileprivate func size(_ symbol: Formula.Symbol, positions: Int) -> UInt128 {
    switch symbol {
    case .layers: UInt128(layers)
    case .positions: UInt128(positions)
    case .positionsPlusOne: UInt128(positions) + 1
    case .hidden: UInt128(hidden)
    case .heads: UInt128(heads)
    case .allHeads: UInt128(heads) + 2 * UInt128(keyValueHeads)
    case .headWidth: UInt128(headWidth)
    case .admittedPairs: admittedPairs(positions)
    case .feedForward: UInt128(feedForward)
    case .activeExperts: UInt128(experts?.active ?? 1)
    case .experts: UInt128(experts?.count ?? 1)
    case .embeddingWidth: UInt128(embeddingWidth)
    case .vocabulary: UInt128(vocabulary)
    case .labels: UInt128(head.labels ?? 0)
    }
  }

  /// Pairs that mask and window admit, of all layers.
  private func admittedPairs(_ positions: Int) -> UInt128 {
    func pairs(_ window: Int?) -> UInt128 {
      AttentionPattern(heads: heads, headWidth: headWidth, mask: mask, window: window)
        .pairs(queries: positions, keys: positions)
    }
    guard let window else { return UInt128(layers) * pairs(nil) }
    let unlimited = min(max(window.firstLayer, 0), layers)
    return UInt128(unlimited) * pairs(nil) + UInt128(layers - unlimited) * pairs(window.length)
  }
}
