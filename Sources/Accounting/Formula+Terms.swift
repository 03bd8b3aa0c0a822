import Architectures
import Operations

extension Formula {
  /// The formula of a term over a whole sequence; `nil` when the convention doesn't count it, the
  /// model lacks it, or it isn't a sum of products of sizes.
  ///
  /// - Parameters:
  ///   - logits: Where the vocabulary product is taken.
  ///   - training: What is computed again, when the backward pass is counted too.
  public init?(
    _ term: Term, of model: ModelConfiguration, under convention: Convention,
    logits: Logits = .all, training: Recomputation? = nil
  ) {
    guard convention.sees(term), model.has(term),
      let amounts = Self.amounts(of: term, in: model, under: convention, logits)
    else { return nil }
    var products: [Product] = []
    for amount in amounts {
      guard let price = convention.prices[amount.work] else { continue }
      let passes =
        training.flatMap { asked in
          convention.training.map { $0.passes(term, amount.work, asked: asked) }
        } ?? 1
      let coefficient = price * amount.count * passes.numerator
      // Half a FLOP would be the formula of nothing.
      guard coefficient.isMultiple(of: passes.denominator * amount.divisor) else { return nil }
      let product = Product(
        coefficient: coefficient / (passes.denominator * amount.divisor),
        symbols: amount.symbols)
      if let same = products.firstIndex(where: { $0.symbols == product.symbols }) {
        products[same].coefficient += product.coefficient
      } else {
        products.append(product)
      }
    }
    products.removeAll { $0.coefficient == 0 }
    guard !products.isEmpty else { return nil }
    self.init(products: products)
  }

  /// An amount of work as a product of sizes.
  private struct Amount {
    let work: Work
    var count: UInt128 = 1
    var divisor: UInt128 = 1
    let symbols: [Symbol]
  }

  private static func amounts(
    of term: Term, in model: ModelConfiguration, under convention: Convention, _ logits: Logits
  ) -> [Amount]? {
    switch term {
    case .embedding:
      let width = model.embeddingSymbol
      return [
        Amount(work: .embeddingElement, symbols: [.positions, width]),
        Amount(work: .embeddingMultiplyAdd, symbols: [.positions, width, .vocabulary]),
        Amount(work: .dropout, symbols: [.positions, width]),
      ]
    case .projectIn, .projectOut:
      return [Amount(work: .multiplyAdd, symbols: [.positions, .hidden, .embeddingWidth])]
    case .queryKeyValue, .output, .router, .feedForward:
      return layerAmounts(of: term, in: model, under: convention)
    case .scores, .softmax, .weightedSum:
      return attentionAmounts(of: term, in: model, under: convention)
    case .pooler:
      return [
        Amount(work: .multiplyAdd, symbols: [.hidden, .hidden]),
        Amount(work: .bias, symbols: [.hidden]), Amount(work: .tanh, symbols: [.hidden]),
      ]
    case .headTransform, .headNorm, .classifier, .vocabulary:
      return headAmounts(of: term, in: model, under: convention, logits)
    case .attentionNorm where convention.has(.attentionNormOncePerRow):
      return [Amount(work: model.normWork, symbols: [.layers, .positions])]
    case .attentionNorm, .feedForwardNorm:
      return [Amount(work: model.normWork, symbols: [.layers, .positions, .hidden])]
    case .embeddingNorm, .finalNorm:
      return [Amount(work: model.normWork, symbols: [.positions, .hidden])]
    default: return nil
    }
  }

  /// What stands on every position that is asked about, or on the pooler's one row.
  private static func headAmounts(
    of term: Term, in model: ModelConfiguration, under convention: Convention, _ logits: Logits
  ) -> [Amount]? {
    let rows: [Symbol] = logits == .last ? [] : [.positions]
    let width = model.embeddingSymbol
    switch term {
    case .headTransform:
      return [Amount(work: .multiplyAdd, symbols: rows + [width, width])]
        + [.bias, model.activation.work].map { Amount(work: $0, symbols: rows + [width]) }
    case .headNorm: return [Amount(work: model.normWork, symbols: rows + [width])]
    case .classifier:
      let (scored, hasBias): ([Symbol], Bool) =
        if case .positionLabels(_, let hasBias) = model.head {
          (rows + [.labels], hasBias)
        } else {
          ([.labels], true)
        }
      return [Amount(work: .multiplyAdd, symbols: [width] + scored)]
        + (hasBias ? [Amount(work: .bias, symbols: scored)] : [])
    default:
      guard convention.vocabularyMultiple == 1 else { return nil }
      let rows = convention.vocabularyRows == .last ? [] : rows
      let bias =
        model.head == .maskedVocabulary
        ? [Amount(work: .bias, symbols: rows + [.vocabulary])] : []
      return [Amount(work: .vocabularyMultiplyAdd, symbols: rows + [width, .vocabulary])] + bias
    }
  }

  /// Products of a layer with what follows them on each element.
  private static func layerAmounts(
    of term: Term, in model: ModelConfiguration, under convention: Convention
  ) -> [Amount]? {
    let rows: [Symbol] = [.layers, .positions]
    func residual() -> [Amount] {
      [.residual, .dropout].map { Amount(work: $0, symbols: rows + [.hidden]) }
    }
    switch term {
    case .queryKeyValue:
      // Where every head has keys and values of its own and heads fill the width: 3·d.
      let (count, outputs): (UInt128, [Symbol]) =
        model.isPlain ? (3, [.hidden]) : (1, [.allHeads, .headWidth])
      let bias =
        model.biases.contains(.queryKeyValue)
        ? [Amount(work: .bias, count: count, symbols: rows + outputs)] : []
      return [Amount(work: .multiplyAdd, count: count, symbols: rows + [.hidden] + outputs)]
        + bias
    case .output:
      let inputs: [Symbol] = model.isPlain ? [.hidden] : [.heads, .headWidth]
      let bias =
        model.biases.contains(.output) ? [Amount(work: .bias, symbols: rows + [.hidden])] : []
      return [Amount(work: .multiplyAdd, symbols: rows + [.hidden] + inputs)] + bias
        + residual()
    case .router:
      return [Amount(work: .routerMultiplyAdd, symbols: rows + [.hidden, .experts])]
    default:
      return feedForwardAmounts(rows, of: model, under: convention)
    }
  }

  private static func feedForwardAmounts(
    _ rows: [Symbol], of model: ModelConfiguration, under convention: Convention
  ) -> [Amount]? {
    guard convention.feedForwardWidth(of: model) == model.feedForward else { return nil }
    let rows = rows + (model.experts == nil ? [] : [.activeExperts])
    let wide = rows + [.feedForward]
    var amounts = [
      Amount(
        work: .multiplyAdd, count: model.isGated || convention.gates(model) ? 3 : 2,
        symbols: rows + [.hidden, .feedForward]),
      Amount(
        work: model.activation.work,
        symbols: convention.has(.activationOverHidden) ? rows + [.hidden] : wide),
    ]
    if model.isGated { amounts.append(Amount(work: .gate, symbols: wide)) }
    if model.biases.contains(.feedForward) {
      amounts.append(Amount(work: .bias, count: model.isGated ? 2 : 1, symbols: wide))
      amounts.append(Amount(work: .bias, symbols: rows + [.hidden]))
    }
    let narrow: [Work] = model.experts == nil ? [.residual, .dropout] : [.combination]
    return amounts + narrow.map { Amount(work: $0, symbols: rows + [.hidden]) }
  }

  private static func attentionAmounts(
    of term: Term, in model: ModelConfiguration, under convention: Convention
  ) -> [Amount]? {
    guard let pairs = pairs(of: model, under: convention) else { return nil }
    let widths: [Symbol] =
      model.queryWidth == model.hidden ? [.hidden] : [.heads, .headWidth]
    let scores: [Work] =
      switch term {
      case .scores: [.scoreScale]
      case .softmax: [.softmax, .scoreDropout]
      default: []
      }
    let products =
      term == .softmax
      ? []
      : [
        Amount(
          work: .attentionMultiplyAdd, divisor: pairs.divisor, symbols: pairs.symbols + widths)
      ]
    return products
      + scores.map {
        Amount(work: $0, divisor: pairs.divisor, symbols: pairs.symbols + [.heads])
      }
  }

  /// Pairs of all layers as a product of sizes, over a divisor.
  private static func pairs(
    of model: ModelConfiguration, under convention: Convention
  ) -> (symbols: [Symbol], divisor: UInt128)? {
    let all: [Symbol] = [.layers, .positions, .positions]
    // Half of an odd number of pairs of odd width isn't what is counted, which is whole.
    let halves: (symbols: [Symbol], divisor: UInt128)? =
      model.queryWidth.isMultiple(of: 2) ? (all, 2) : nil
    let isCausal = model.mask == .causal
    switch convention.pairs {
    case .all: return (all, 1)
    case .half: return halves
    case .halfIfCausal: return isCausal ? halves : (all, 1)
    case .admitted where isCausal:
      return model.window == nil
        ? ([.layers, .positions, .positionsPlusOne], 2) : ([.admittedPairs], 1)
    case .admitted: return (all, 1)
    case .withinWindow: return model.window == nil ? (all, 1) : nil
    case .halfWithinWindowIfCausal:
      if !isCausal { return (all, 1) }
      return model.window == nil ? halves : nil
    case .tiles: return nil
    }
  }
}

extension ModelConfiguration {
  /// Whether the model has anything to do for a term.
  fileprivate func has(_ term: Term) -> Bool {
    switch term {
    case .projectIn, .projectOut: embeddingWidth != hidden
    case .embeddingNorm: normalisesEmbedding
    case .finalNorm: normalisation == .before
    case .router: experts != nil
    case .pooler: head.hasPooler
    case .classifier: head.labels != nil
    case .headTransform, .headNorm: head == .maskedVocabulary
    case .vocabulary: head.scoresVocabulary
    default: true
    }
  }

  fileprivate var embeddingSymbol: Formula.Symbol {
    embeddingWidth == hidden ? .hidden : .embeddingWidth
  }

  /// Whether queries, keys and values are as wide as hidden rows.
  fileprivate var isPlain: Bool { queryWidth == hidden && keyValueHeads == heads }

  fileprivate var normWork: Work { norm == .layer ? .layerNorm : .rootMeanSquareNorm }
}
