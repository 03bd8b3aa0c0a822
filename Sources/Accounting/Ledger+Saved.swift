import Architectures

extension Ledger {
  /// Elements that the backward pass needs of the forward pass.
  ///
  /// Each operation keeps its inputs; with nothing recomputed, attention keeps its softmax too. The
  /// statistics of a row (its mean, its largest score) aren't counted. Without dropout and for
  /// f = 4d it is n·d·(16 + 2·n·h/d) elements a layer of a plain decoder: Korthikanti et al., arXiv
  /// 2205.05198, section 4, less the dropout masks. With full recomputation it is each layer's
  /// input and one layer's inside.
  public func savedElements(_ recomputation: Recomputation) -> UInt128 {
    switch recomputation {
    case .none, .selective:
      return batch
        * entries.reduce(0) { sum, entry in
          sum + entry.repetitions * savedElements(entry, withScores: recomputation == .none)
        }
    case .full:
      let outside = entries.filter { $0.operation.term?.isInLayer == false }
      let kept = outside.reduce(UInt128(0)) { sum, entry in
        sum + entry.repetitions * savedElements(entry, withScores: false)
      }
      return batch * (kept + layerInputs + insideOfOneLayer)
    }
  }

  /// Each layer starts with the norm before attention or, after-norm, with its first product.
  private var layerInputs: UInt128 {
    entries.reduce(0) { sum, entry in
      guard case .product(let product) = entry.operation, product.term == .queryKeyValue else {
        return sum
      }
      return sum + entry.repetitions * elements(product.rows, product.inputs)
    }
  }

  /// What one layer of the longest piece keeps while its gradients are computed.
  ///
  /// Operations that differ in rows alone are the same one in segments of different lengths.
  private var insideOfOneLayer: UInt128 {
    var largest: [LayerOperation: UInt128] = [:]
    for entry in entries {
      guard let key = LayerOperation(entry.operation) else { continue }
      largest[key] = max(largest[key] ?? 0, savedElements(entry, withScores: true))
    }
    return largest.values.reduce(0, +)
  }

  /// Elements that the backward pass of one performance needs.
  ///
  /// A frozen product needs no input for a gradient of its own; with adapters it needs its input for
  /// theirs, and of each what stands between its two products.
  private func savedElements(_ entry: Entry, withScores: Bool) -> UInt128 {
    let saved = entry.operation.savedElements(withScores: withScores)
    guard let adapters, let model, case .product(let product) = entry.operation else {
      return saved
    }
    guard product.term != .adapters else { return 0 }
    let adapted = adapters.matrices(of: model).count { product.multiplies($0, of: model) }
    guard adapted == 0 else { return saved + elements(product.rows, adapters.rank, adapted) }
    // The slope of a ReLU is seen in its result, which a frozen product after it doesn't keep.
    let slope = product.activation == .relu ? elements(product.rows, product.outputs) : 0
    return saved - elements(product.rows, product.inputs) + slope
  }
}

/// An operation of a layer, whatever its rows.
private struct LayerOperation: Hashable {
  private let term: Term
  private let inputs: Int
  private let outputs: Int
  private let isElementwise: Bool

  /// `nil` for what stands outside the layers.
  init?(_ operation: Operation) {
    guard let term = operation.term, term.isInLayer else { return nil }
    self.term = term
    switch operation {
    case .product(let product):
      (inputs, outputs, isElementwise) = (product.inputs, product.outputs, false)
    case .gating(_, let width, _): (inputs, outputs, isElementwise) = (2 * width, width, true)
    case .combination(_, let width): (inputs, outputs, isElementwise) = (width, width, true)
    default: (inputs, outputs, isElementwise) = (0, 0, true)
    }
  }
}

extension Operation {
  /// The term that the operation is part of; `nil` for copies.
  var term: Term? {
    switch self {
    case .embedding: .embedding
    case .addition: .positions
    case .product(let product): product.term
    case .attention: .scores
    case .norm(let term, _, _, _): term
    case .rotation: .rotation
    case .gating, .combination: .feedForward
    case .concatenation: nil
    }
  }

  /// Elements that the backward pass of one performance needs.
  fileprivate func savedElements(withScores: Bool) -> UInt128 {
    switch self {
    case .embedding, .addition, .rotation, .concatenation: return 0
    case .norm(_, _, let rows, let width): return elements(rows, width)
    case .gating(let rows, let width, _), .combination(let rows, let width):
      return 2 * elements(rows, width)
    case .product(let product):
      // A ReLU's slope is seen in its result, which the next product keeps.
      let needsInput = product.activation != nil && product.activation != .relu
      let scores = product.term == .vocabulary
      return elements(product.rows, product.inputs)
        + (needsInput || scores ? elements(product.rows, product.outputs) : 0)
    case .attention(let attention):
      let pattern = attention.pattern
      let inputs =
        elements(attention.queries, pattern.heads, pattern.headWidth)
        + 2 * elements(attention.keys, pattern.keyValueHeads, pattern.headWidth)
      let softmax = elements(attention.queries, attention.keys, pattern.heads)
      return inputs + (withScores ? softmax : 0)
    }
  }
}
