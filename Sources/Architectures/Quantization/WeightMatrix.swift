/// A matrix of a model by what it does and its size.
public struct WeightMatrix: Hashable, Sendable {
  public let role: WeightRole
  /// `nil` outside the layers.
  public let layer: Int?
  /// Columns of its results.
  public let outputs: Int
  /// Columns of what it is multiplied with; of a table, the columns of a row.
  public let inputs: Int
  /// Matrices of that size, one for each expert.
  public let copies: Int

  init(_ role: WeightRole, layer: Int? = nil, outputs: Int, inputs: Int, copies: Int = 1) {
    self.role = role
    self.layer = layer
    self.outputs = outputs
    self.inputs = inputs
    self.copies = copies
  }

  /// How many numbers all copies hold.
  public var count: UInt128 { UInt128(outputs) * UInt128(inputs) * UInt128(copies) }
}
