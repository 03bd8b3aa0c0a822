/// The size of a matrix: rows are positions, columns are features.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  public let rows: Int
  public let columns: Int

  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// How many elements, exactly.
  public var count: UInt128 { elements(rows, columns) }

  public var transposed: Shape { Shape(rows: columns, columns: rows) }

  /// Such as `512 × 768`.
  public var description: String { "\(rows) × \(columns)" }
}

/// How many elements something of these sizes has, exactly.
@inlinable
public func elements(_ a: Int, _ b: Int = 1, _ c: Int = 1) -> UInt128 {
  UInt128(a) * UInt128(b) * UInt128(c)
}
