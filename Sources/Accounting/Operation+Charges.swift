import Architectures

/// An amount of one kind of work, booked on one term.
struct Charge {
  let term: Term
  let work: Work
  let amount: UInt128
}

extension Operation {
  /// The work in one performance of this operation.
  func charges(pairs: Convention.Pairs) -> [Charge] {
    switch self {
    case .embedding(let rows, let width, let vocabulary):
      [
        Charge(
          term: .embedding, work: .embeddingMultiplyAdd, amount: size(rows, vocabulary, width))
      ]
    case .addition(let rows, let width):
      [Charge(term: .positions, work: .positionEmbedding, amount: size(rows, width))]
    case .layerNorm(let rows, let width):
      [Charge(term: .layerNorm, work: .layerNorm, amount: size(rows, width))]
    case .concatenation: []
    case .product(let product): product.charges
    case .attention(let attention): attention.charges(pairs: pairs)
    }
  }
}

extension Operation.Product {
  fileprivate var charges: [Charge] {
    let work: Work = term == .vocabulary ? .vocabularyMultiplyAdd : .multiplyAdd
    let elements = size(rows, outputs)
    var charges = [Charge(term: term, work: work, amount: size(rows, inputs, outputs))]
    if hasBias { charges.append(Charge(term: term, work: .bias, amount: elements)) }
    if activation != nil {
      charges.append(Charge(term: term, work: .activation, amount: elements))
    }
    if hasResidual { charges.append(Charge(term: term, work: .residual, amount: elements)) }
    return charges
  }
}

extension Operation.Attention {
  fileprivate func charges(pairs: Convention.Pairs) -> [Charge] {
    let mask: AttentionMask = pairs == .all ? .full : mask
    let scores = UInt128(heads) * mask.pairs(queries: queries, keys: keys)
    let multiplyAdds = scores * UInt128(headWidth)
    return [
      Charge(term: .scores, work: .multiplyAdd, amount: multiplyAdds),
      Charge(term: .softmax, work: .softmax, amount: scores),
      Charge(term: .weightedSum, work: .multiplyAdd, amount: multiplyAdds),
    ]
  }
}

private func size(_ sizes: Int...) -> UInt128 {
  sizes.reduce(1) { $0 * UInt128($1) }
}
