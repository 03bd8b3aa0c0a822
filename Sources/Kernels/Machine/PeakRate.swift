import CMachine

/// The machine's measured multiply-add peak.
public enum PeakRate {
  /// Performs about `multiplyAdds` independent multiply-adds on all threads; returns how many.
  ///
  /// They are fused ones of whole vectors in registers; of bf16, products of pairs summed in f32.
  /// The caller takes the time. The processor has instructions for the type.
  public static func run(multiplyAdds: Double, of type: ElementType, threads: Int) -> Double {
    precondition(type.isAvailable)
    cc_team_set_size(Int32(threads))
    func run(rounds: UInt64) -> Double {
      switch type {
      case .f32: Double(cc_peak_f32(cc_isa_best(), rounds))
      case .bf16: Double(cc_peak_bf16(rounds))
      }
    }
    return run(rounds: UInt64(max(1, multiplyAdds / run(rounds: 1))))
  }
}
