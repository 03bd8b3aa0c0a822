extension Count: ExpressibleByIntegerLiteral {
  /// A count in source code, such as an option's default; a literal below 1 is a mistake there.
  public init(integerLiteral value: Int) {
    precondition(value >= 1, "a count starts at 1")
    self.value = value
  }
}
