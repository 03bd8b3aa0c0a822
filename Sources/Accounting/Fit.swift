/// The largest number that still fits.
public enum Fit {
  /// The largest `n` in `1...limit` for which `fits(n)`, where everything below what fits fits too.
  ///
  /// - Returns: `nil` when not even 1 fits.
  public static func largest(
    upTo limit: Int, _ fits: (Int) throws -> Bool
  ) rethrows -> Int? {
    guard try fits(1) else { return nil }
    var (low, high) = (1, 2)
    while high <= limit, try fits(high) { (low, high) = (high, min(high * 2, limit + 1)) }
    high = min(high, limit + 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try fits(middle) { low = middle } else { high = middle }
    }
    return low
  }
}
