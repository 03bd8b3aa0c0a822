import Accounting
import Measurement

/// The attention kernel that a run's cells went through.
struct TimedKernel {
  /// Its instruction set and type, such as `AVX-512` or `AVX-512 in bf16`.
  let name: String
  /// What it performs beyond the useful.
  let tiling: AttentionTiling

  static let avx512 = TimedKernel(name: "AVX-512", tiling: .avx512)

  /// The one for the run's type on the best instructions that its machine had; ``avx512``, which the
  /// convention `executed` is usually of, where the run doesn't tell.
  init(of run: ReportedRun) {
    let sets = run.machine?.instructionSets ?? ["AVX-512"]
    if run.setting.dtype == "bf16" {
      self.init(name: "AVX-512 in bf16", tiling: .avx512BrainFloat)
    } else if sets.contains("AVX-512") {
      self = .avx512
    } else if sets.contains("AVX2") {
      self.init(name: "AVX2", tiling: .avx2)
    } else {
      self.init(name: "any processor's instructions", tiling: .portable)
    }
  }

  private init(name: String, tiling: AttentionTiling) {
    self.name = name
    self.tiling = tiling
  }
}
