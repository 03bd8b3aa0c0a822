import Operations

/// Kinds of work, as bits: a bill is made thousands of times in a sweep.
public struct WorkSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt128 = 0

  public init(arrayLiteral works: Work...) {
    for work in works { insert(work) }
  }

  public func contains(_ work: Work) -> Bool { bits & Self.bit(work) != 0 }

  public mutating func insert(_ work: Work) { bits |= Self.bit(work) }

  public mutating func remove(_ works: WorkSet) { bits &= ~works.bits }

  /// The kinds in the order of tables.
  public var works: [Work] { Work.all.filter(contains) }

  private static func bit(_ work: Work) -> UInt128 { 1 << UInt128(work.number) }
}
