/// An amount of one kind of work on one term: `rows · inner · columns` units, or so many for each pair
/// that the operation attends.
public struct Charge: Hashable, Sendable {
  /// Which of attention's two products the pairs are computed for: a kernel pads them differently.
  public enum Side: Hashable, Sendable {
    case scores, weightedSum
  }

  public let term: Term
  public let work: Work
  public let rows: Int
  public let inner: Int
  public let columns: Int
  /// `nil` for an amount that has nothing to do with pairs.
  public let side: Side?
  /// Units, for each pair if they are for pairs.
  public let amount: UInt128

  /// So many units.
  public init(_ term: Term, _ work: Work, _ rows: Int, _ columns: Int = 1, inner: Int = 1) {
    self.term = term
    self.work = work
    self.rows = rows
    self.inner = inner
    self.columns = columns
    side = nil
    amount = elements(rows, inner, columns)
  }

  /// So many units for each of ``Operation/pairs(on:)``.
  public init(
    _ term: Term, _ work: Work, _ rows: Int, _ columns: Int = 1, forEachPairOf side: Side
  ) {
    self.term = term
    self.work = work
    self.rows = rows
    inner = 1
    self.columns = columns
    self.side = side
    amount = elements(rows, columns)
  }
}
