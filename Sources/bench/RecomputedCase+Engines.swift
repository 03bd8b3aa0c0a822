import Checkpoints
import Workloads

/// What a case is recomputed on.
struct CaseSetting: Sendable {
  var engine: CaseEngine
  /// Element type, instruction set and threads; the reference has no choice of the first two.
  var processor: ModelVerification.Setting
}

/// Recomputes a case on what was chosen.
///
/// - Throws: `UnknownInCase` for an architecture, part or setting that doesn't exist.
func recomputed(_ given: MixerCase, on setting: CaseSetting) throws -> RecomputedCase {
  throw UnknownInCase(.architecture, given.architecture, known: [], in: given.path)
}
