import Architectures
import Operations

/// What of the forward pass is computed again during the backward pass, to save memory.
///
/// Korthikanti et al., arXiv 2205.05198.
public enum Recomputation: String, Hashable, Sendable, CaseIterable {
  case none
  /// Scores, softmax and weighted sum, as fused attention does.
  case selective
  /// The layers as a whole, from their inputs.
  case full

  func includes(_ term: Term) -> Bool {
    switch self {
    case .none: false
    case .selective: term.isAttention
    case .full: term.isInLayer
    }
  }
}

/// How a convention counts the backward pass.
public struct Training: Hashable, Sendable {
  /// What it does about recomputation.
  public enum RecomputationRule: Hashable, Sendable {
    /// It counts what is asked for.
    case counted
    /// It counts the model's FLOPs, whatever the hardware repeats.
    case ignored
    /// It counts what is asked for, and takes full recomputation for another whole forward pass,
    /// with what stands outside the layers.
    case wholePass
    /// It has one rule built in.
    case always(Recomputation)
  }

  /// The backward pass as a multiple of the forward pass, where there is no exception.
  public let backward: Multiple
  public let exceptions: [Work: Multiple]
  public let recomputation: RecomputationRule

  public init(
    backward: Multiple, except exceptions: [Work: Multiple] = [:],
    recomputation: RecomputationRule = .counted
  ) {
    self.backward = backward
    self.exceptions = exceptions
    self.recomputation = recomputation
  }

  /// Forward, backward and recomputed passes over a piece of work.
  func passes(_ term: Term, _ work: Work, asked: Recomputation) -> Multiple {
    once(term, asked: asked) + (exceptions[work] ?? backward)
  }

  /// The same of work whose weights are frozen: of the two products of a backward pass, the one with
  /// the weights is done, the one that makes their gradient isn't.
  func frozenPasses(_ term: Term, _ work: Work, asked: Recomputation) -> Multiple {
    let backward = exceptions[work] ?? backward
    switch work {
    case .multiplyAdd, .routerMultiplyAdd, .vocabularyMultiplyAdd, .parameter:
      return once(term, asked: asked) + backward.halved
    case .embeddingMultiplyAdd, .positionMultiplyAdd: return once(term, asked: asked)
    default: return once(term, asked: asked) + backward
    }
  }

  private func once(_ term: Term, asked: Recomputation) -> Multiple {
    let isRecomputed =
      switch recomputation {
      case .counted: asked.includes(term)
      case .ignored: false
      case .wholePass: asked == .full || asked.includes(term)
      case .always(let rule): rule.includes(term)
      }
    return isRecomputed ? 2 : 1
  }
}
