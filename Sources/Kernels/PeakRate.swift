import CMachine

/// The machine's measured multiply-add peak in `Float`.
public enum PeakRate {
  /// Performs about `multiplyAdds` independent multiply-adds on all threads; returns how many.
  ///
  /// They are fused ones of whole vectors in registers. The caller takes the time.
  public static func run(multiplyAdds: Double, threads: Int) -> Double {
    cc_team_set_size(Int32(threads))
    let isa = cc_isa_best()
    let perRound = Double(cc_peak_f32(isa, 1))
    return Double(cc_peak_f32(isa, UInt64(max(1, multiplyAdds / perRound))))
  }
}
