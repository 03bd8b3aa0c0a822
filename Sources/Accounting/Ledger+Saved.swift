import Architectures
import Operations

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
      guard entry.operation is Product, entry.operation.term == .queryKeyValue else { return sum }
      return sum + entry.repetitions * entry.inputs[0].shape.count
    }
  }

  /// What one layer of the longest piece keeps while its gradients are computed.
  ///
  /// Operations that differ in rows alone are the same one in segments of different lengths.
  private var insideOfOneLayer: UInt128 {
    var largest: [LayerOperation: UInt128] = [:]
    for entry in entries {
      guard let key = LayerOperation(entry) else { continue }
      largest[key] = max(largest[key] ?? 0, savedElements(entry, withScores: true))
    }
    return largest.values.reduce(0, +)
  }

  /// Elements that the backward pass of one performance needs.
  ///
  /// A frozen product needs no input for a gradient of its own; with adapters it needs its input for
  /// theirs, and of each what stands between its two products.
  private func savedElements(_ entry: Entry, withScores: Bool) -> UInt128 {
    let saved = entry.saved.tensors + (withScores ? entry.saved.softmax : 0)
    guard let adapters, let model, let product = entry.operation as? Product else { return saved }
    guard product.term != .adapters else { return 0 }
    let (rows, weight) = (entry.inputs[0].shape.rows, entry.inputs[1].shape)
    let adapted = adapters.matrices(of: model).count {
      product.multiplies($0, weight, of: model)
    }
    guard adapted == 0 else { return saved + elements(rows, adapters.rank, adapted) }
    // The slope of a ReLU is seen in its result, which a frozen product after it doesn't keep.
    let slope = product.activation == .relu ? elements(rows, weight.rows) : 0
    return saved - entry.inputs[0].shape.count + slope
  }
}

/// An operation of a layer, whatever its rows.
private struct LayerOperation: Hashable {
  private let term: Term
  private let name: String
  private let columns: [Int]

  /// `nil` for what stands outside the layers.
  init?(_ entry: Ledger.Entry) {
    guard let term = entry.operation.term, term.isInLayer else { return nil }
    self.term = term
    name = entry.operation.name
    columns = (entry.inputs.map(\.shape) + entry.subject.results).map(\.columns)
  }
}
