/// The length from which on one of two costs stays below the other.
public struct Crossover: Equatable, Sendable {
  public enum Side: Equatable, Sendable { case first, second }

  /// Which is cheaper from `length` on, up to the limit.
  public let cheaper: Side
  /// The smallest such length; 1 when it is always cheaper.
  public let length: Int

  public init(cheaper: Side, length: Int) {
    self.cheaper = cheaper
    self.length = length
  }

  /// Finds it, exactly.
  ///
  /// - Parameters:
  ///   - limit: The longest length that is looked at; who is cheaper there is cheaper.
  ///   - stretch: Costs may go up and down within a stretch of so many lengths, as at the start
  ///     of a segment, but who is cheaper at its ends changes once; 1 when it changes once in all.
  ///   - costs: Both costs of a length. They may be of any ordered kind.
  /// - Returns: `nil` when both cost the same at the limit.
  public static func find<Cost: Comparable>(
    upTo limit: Int, stretch: Int = 1, _ costs: (Int) throws -> (first: Cost, second: Cost)
  ) rethrows -> Crossover? {
    let atLimit = try costs(limit)
    guard atLimit.first != atLimit.second else { return nil }
    let side: Side = atLimit.first < atLimit.second ? .first : .second
    func isCheaper(_ length: Int) throws -> Bool {
      let (first, second) = try costs(length)
      return side == .first ? first < second : second < first
    }
    // The last stretch in which it isn't cheaper everywhere at the ends.
    let last = (limit - 1) / stretch
    var (low, high) = (-1, last)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let start = middle * stretch + 1
      let isSettled = try isCheaper(start) && isCheaper(min(start + stretch - 1, limit))
      if isSettled { high = middle } else { low = middle }
    }
    // Within it, and to be sure in the one after it, every length is looked at.
    var length = min((high + 1) * stretch, limit)
    let floor = max(0, (low - 1) * stretch)
    while length > floor, try isCheaper(length) { length -= 1 }
    return Crossover(cheaper: side, length: length + 1)
  }
}
