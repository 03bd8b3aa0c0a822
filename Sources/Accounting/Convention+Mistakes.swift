import Architectures
import Operations

/// What known mistakes make of an amount of work.
extension Convention {
  func has(_ effect: KnownMistake.Effect) -> Bool { mistakes.contains { $0.effect == effect } }

  /// Whether the source looks at a term at all.
  func sees(_ term: Term) -> Bool {
    mistakes.isEmpty || !has(.layersAndVocabularyAlone) || term.isInLayer || term == .vocabulary
  }

  /// Whether the source counts a gate in a feed-forward that has none.
  func gates(_ model: ModelConfiguration) -> Bool {
    !model.isGated
      && (has(.gatesFeedForward(ofFamily: nil)) || has(.gatesFeedForward(ofFamily: model.family)))
  }

  /// The feed-forward's width as the source takes it.
  func feedForwardWidth(of model: ModelConfiguration) -> Int {
    has(.wholeMultipleOfHidden)
      ? max(model.feedForward / model.hidden, 1) * model.hidden : model.feedForward
  }

  /// An amount of work as the source sees it.
  func seen(
    _ amount: UInt128, of work: Work, on term: Term, in model: ModelConfiguration?
  ) -> UInt128 {
    guard term == .feedForward, !mistakes.isEmpty, let model else { return amount }
    // Each of these amounts has the width as a factor.
    switch work {
    case .multiplyAdd:
      let wide = amount / UInt128(model.feedForward) * UInt128(feedForwardWidth(of: model))
      return gates(model) ? wide / 2 * 3 : wide
    case .relu, .gelu, .silu, .tanh:
      return has(.activationOverHidden)
        ? amount / UInt128(model.feedForward) * UInt128(model.hidden) : amount
    default: return amount
    }
  }
}
