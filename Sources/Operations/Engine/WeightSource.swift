/// Where parameters' values come from.
public protocol WeightSource: Sendable {
  /// The values of a parameter, row after row.
  func values(of parameter: Parameter) throws -> [Float]
}
