extension Sweep: ExpressibleByStringLiteral {
  /// A sweep in source code, such as an option's default, in the grammar that users type.
  ///
  /// A literal that users couldn't type is a mistake there.
  public init(stringLiteral text: String) {
    do {
      self = try Sweep(parsing: text)
    } catch {
      preconditionFailure(error.description)
    }
  }
}
