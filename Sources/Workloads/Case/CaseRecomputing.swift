import Checkpoints

/// Recomputes a case: which architectures, parts and settings exist, and what comes of it.
public protocol CaseRecomputing {
  /// - Throws: `UnknownInCase` for an architecture, part or setting that doesn't exist,
  ///   `CheckpointError` where a setting's value or a tensor isn't what they ask for; what the engine
  ///   throws.
  func recompute(_ given: MixerCase) throws -> RecomputedCase
}

/// What computes a case.
public enum CaseEngine: String, Hashable, Sendable, CaseIterable {
  /// This machine's kernels.
  case cpu
  /// Each formula in `Double`, as plainly as it is written.
  case reference
}
