/// Kinds of work, as bits: a bill is made thousands of times in a sweep.
public struct WorkSet: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  public init(arrayLiteral works: Work...) {
    for work in works { insert(work) }
  }

  public func contains(_ work: Work) -> Bool { bits & Self.bit(work) != 0 }

  public mutating func insert(_ work: Work) { bits |= Self.bit(work) }

  public mutating func remove(_ works: WorkSet) { bits &= ~works.bits }

  /// The kinds in the order of `Work`.
  public var works: [Work] { Work.allCases.filter(contains) }

  private static func bit(_ work: Work) -> UInt64 { 1 << UInt64(work.rawValue) }
}
