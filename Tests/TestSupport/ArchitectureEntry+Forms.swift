import Architectures

extension ArchitectureEntry {
  /// Full attention as its equation is written: what the scores cost that a fused kernel never has.
  public static let fullStoringScores = (try? full.with("scores", "stored")) ?? full
}
