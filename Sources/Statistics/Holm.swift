/// Holm's step-down correction for testing many hypotheses at once.
///
/// Holm, Scandinavian Journal of Statistics 6, 1979: whatever depends on what, the probability of
/// any false rejection stays within the level.
public enum Holm {
  /// Adjusted probabilities in the order given: reject where one is within the level.
  ///
  /// The k-th smallest of m is multiplied by m - k + 1, made no smaller than the one before it, and
  /// cut at 1. O(m log m).
  public static func adjusted(_ probabilities: [Double]) -> [Double] {
    var adjusted = probabilities
    var largest = 0.0
    let order = probabilities.indices.sorted { probabilities[$0] < probabilities[$1] }
    for (place, index) in order.enumerated() {
      let factor = Double(probabilities.count - place)
      largest = max(largest, min(1, factor * probabilities[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
