import Architectures
import Operations

/// A named way to count FLOPs: a price for each kind of work it looks at.
public struct Convention: Hashable, Sendable {
  /// What is priced.
  public enum Basis: Hashable, Sendable {
    /// The operations of the forward pass.
    case operations
    /// The model's parameters of some classes, each at every position, in place of the products
    /// they belong to. Such a rule can't be written over a ledger alone; what it also prices of
    /// the operations (attention, as a rule) is added.
    case parameters(Set<ParameterClass>)
  }

  /// What a unit of the total is.
  public enum Unit: String, Hashable, Sendable {
    case flops = "FLOPs"
    /// Multiply-adds, which the source calls FLOPs.
    case multiplyAdds = "MACs"
  }

  /// At which positions the vocabulary product is counted.
  public enum VocabularyRows: Hashable, Sendable {
    /// Where it is computed.
    case computed
    /// Once wherever it is computed: for each sequence, and for each segment of RMT.
    case last
  }

  public let name: String
  public let summary: String
  /// Where the rule comes from.
  public let source: String
  public var unit: Unit = .flops
  public var basis: Basis = .operations
  public var pairs: Pairs
  /// FLOPs for one unit of work; what has no price isn't counted.
  public var prices: PriceList
  public var vocabularyRows: VocabularyRows = .computed
  /// The vocabulary is rounded up to a multiple of it.
  public var vocabularyMultiple: Int = 1
  /// The backward pass; `nil` where the source gives no rule for one.
  public var training: Training?
  /// What the source is known to do wrong, which is done here too.
  public var mistakes: [KnownMistake] = []

  /// Whether work of that kind is counted.
  public func counts(_ work: Work) -> Bool { prices[work] != nil }
}

/// Something that a source is known to do wrong and that is reproduced under its name.
public struct KnownMistake: Hashable, Sendable {
  /// How it changes a count beyond what prices say.
  public enum Effect: Hashable, Sendable {
    /// It is in the prices.
    case inPrices
    /// The feed-forward of that family, or of every one, is counted with a gate that it doesn't
    /// have.
    case gatesFeedForward(ofFamily: String?)
    /// The feed-forward's width is taken as the whole multiple of hidden below it, at least 1.
    case wholeMultipleOfHidden
    /// The feed-forward's activation costs its price an element of hidden, not of the width between.
    case activationOverHidden
    /// Outside the layers nothing is counted but the vocabulary product.
    case layersAndVocabularyAlone
    /// The norm after attention costs its price once a row, not once an element.
    case attentionNormOncePerRow
  }

  public let text: String
  public let effect: Effect

  init(_ text: String, _ effect: Effect = .inPrices) {
    self.text = text
    self.effect = effect
  }
}
