import Architectures
import Operations

/// The rows that a recurrent memory starts from, and no other parameter.
public struct KnownMemory: WeightSource {
  /// `[slots, width]`, row after row.
  public let rows: [Float]

  public init(rows: [Float]) {
    self.rows = rows
  }

  /// - Throws: ``ArchitectureError`` when there aren't as many values as the parameter has.
  public func values(of parameter: Parameter) throws -> [Float] {
    guard UInt128(rows.count) == parameter.count else {
      throw ArchitectureError(
        "\(parameter.name) has \(parameter.shape.rows) rows of \(parameter.shape.columns) values, "
          + "but \(rows.count) values are known; use the memory of this model")
    }
    return rows
  }
}
