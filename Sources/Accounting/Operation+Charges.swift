import Architectures

extension Operation {
  /// Calls `charge` with the term, the kind and the amount of all work in one performance of this
  /// operation, as a convention sees it.
  @inline(__always)
  func forEachCharge(
    under convention: Convention, _ charge: (Term, Work, UInt128) -> Void
  ) {
    switch self {
    case .embedding(let rows, let width, let vocabulary):
      charge(.embedding, .embeddingElement, elements(rows, width))
      charge(.embedding, .embeddingMultiplyAdd, elements(rows, vocabulary, width))
      charge(.embedding, .dropout, elements(rows, width))
    case .addition(let rows, let width, let choices):
      charge(.positions, .positionEmbedding, elements(rows, width))
      // One-hot rows need no more columns than there are rows to tell apart.
      charge(.positions, .positionMultiplyAdd, elements(rows, min(choices, max(rows, 2)), width))
    case .norm(let term, let kind, let rows, let width):
      let oncePerRow =
        term == .attentionNorm && convention.has(.attentionNormOncePerRow)
      charge(
        term, kind == .layer ? .layerNorm : .rootMeanSquareNorm,
        oncePerRow ? elements(rows) : elements(rows, width))
    case .rotation(let rows, let width):
      charge(.rotation, .rotation, elements(rows, width))
    case .gating(let rows, let width, let activation):
      charge(.feedForward, activation.work, elements(rows, width))
      charge(.feedForward, .gate, elements(rows, width))
    case .combination(let rows, let width):
      charge(.feedForward, .combination, elements(rows, width))
    case .concatenation: break
    case .product(let product): product.forEachCharge(under: convention, charge)
    case .attention(let attention): attention.forEachCharge(under: convention, charge)
    }
  }
}

extension Activation {
  var work: Work {
    switch self {
    case .relu: .relu
    case .gelu, .geluTanh: .gelu
    case .silu: .silu
    case .tanh: .tanh
    }
  }
}

extension Operation.Product {
  @inline(__always)
  fileprivate func forEachCharge(
    under convention: Convention, _ charge: (Term, Work, UInt128) -> Void
  ) {
    let (rows, outputs) = countedSizes(under: convention)
    let count = elements(rows, outputs)
    charge(term, work, elements(rows, inputs, outputs))
    if hasBias { charge(term, .bias, count) }
    if let activation { charge(term, activation.work, count) }
    if hasResidual {
      charge(term, .residual, count)
      if term != .adapters { charge(term, .dropout, count) }
    }
  }

  private var work: Work {
    switch term {
    case .vocabulary: .vocabularyMultiplyAdd
    case .router: .routerMultiplyAdd
    default: .multiplyAdd
    }
  }

  /// Rows and outputs as the convention takes them.
  private func countedSizes(under convention: Convention) -> (rows: Int, outputs: Int) {
    guard term == .vocabulary else { return (rows, outputs) }
    let multiple = convention.vocabularyMultiple
    return (
      convention.vocabularyRows == .last ? min(rows, 1) : rows,
      (outputs + multiple - 1) / multiple * multiple
    )
  }
}

extension Operation.Attention {
  @inline(__always)
  fileprivate func forEachCharge(
    under convention: Convention, _ charge: (Term, Work, UInt128) -> Void
  ) {
    let heads = UInt128(pattern.heads)
    let (products, weighted): (UInt128, UInt128)
    let scores: UInt128
    if case .tiles(let tiling) = convention.pairs {
      let head = tiling.executed(self)
      (products, weighted) = (heads * head.scores, heads * head.weightedSum)
      scores = products / UInt128(pattern.headWidth)
    } else {
      let doubledScores = heads * convention.pairs.doubled(self)
      products = doubledScores * UInt128(pattern.headWidth) / 2
      weighted = products
      scores = doubledScores / 2
    }
    charge(.scores, .attentionMultiplyAdd, products)
    charge(.scores, .scoreScale, scores)
    charge(.softmax, .softmax, scores)
    charge(.softmax, .scoreDropout, scores)
    charge(.weightedSum, .attentionMultiplyAdd, weighted)
  }
}
