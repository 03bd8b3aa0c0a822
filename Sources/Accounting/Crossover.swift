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
  ///   - stretch: Who is cheaper changes once over the first lengths of stretches of so many
  ///     lengths, once over their last ones, and at most once within each, as with segments that
  ///     cost much when they begin; 1 when it changes once in all.
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
    func ends(_ index: Int) -> (start: Int, end: Int) {
      (index * stretch + 1, min((index + 1) * stretch, limit))
    }
    // The last stretch in which it isn't cheaper at both ends, then the place within it.
    let unsettled = try last(below: (limit - 1) / stretch + 1) {
      let (start, end) = ends($0)
      return try !isCheaper(start) || !isCheaper(end)
    }
    guard let unsettled else { return Crossover(cheaper: side, length: 1) }
    let (start, end) = ends(unsettled)
    guard try isCheaper(end) else { return Crossover(cheaper: side, length: end + 1) }
    let before = try last(below: end - start + 1) { try !isCheaper(start + $0) }
    return Crossover(cheaper: side, length: start + (before ?? -1) + 1)
  }

  /// The last number in `0..<count` of which something is true, where it is true of all before
  /// that too; `nil` when it is true of none.
  private static func last(
    below count: Int, _ isTrue: (Int) throws -> Bool
  ) rethrows -> Int? {
    var (low, high) = (-1, count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try isTrue(middle) { low = middle } else { high = middle }
    }
    return low < 0 ? nil : low
  }
}
