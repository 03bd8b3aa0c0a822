/// What computes a case.
public enum CaseEngine: String, Hashable, Sendable, CaseIterable {
  /// This machine's kernels.
  case cpu
  /// Each formula in `Double`, as plainly as it is written.
  case reference
}
