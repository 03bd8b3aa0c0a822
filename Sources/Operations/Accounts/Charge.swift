/// An amount of one kind of work on one term: `rows · inner · columns` units, for each pair if there
/// are pairs.
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
  public let pairs: AttendedPairs?
  public let side: Side

  /// So many units.
  public init(_ term: Term, _ work: Work, _ rows: Int, _ columns: Int = 1, inner: Int = 1) {
    self.term = term
    self.work = work
    self.rows = rows
    self.inner = inner
    self.columns = columns
    pairs = nil
    side = .scores
  }

  /// So many units for each pair.
  public init(
    _ term: Term, _ work: Work, _ rows: Int, _ columns: Int = 1, of pairs: AttendedPairs,
    _ side: Side = .scores
  ) {
    self.term = term
    self.work = work
    self.rows = rows
    inner = 1
    self.columns = columns
    self.pairs = pairs
    self.side = side
  }

  /// Units, for each pair if there are pairs.
  @inlinable
  public var amount: UInt128 { elements(rows, inner, columns) }
}
