/// What an account needs to know of a tensor that goes into an operation.
public struct Operand: Hashable, Sendable {
  public let shape: Shape
  /// What kind of parameter it is; `nil` for what operations have made.
  public let parameter: Parameter.Kind?

  public init(_ shape: Shape, parameter: Parameter.Kind? = nil) {
    self.shape = shape
    self.parameter = parameter
  }
}
