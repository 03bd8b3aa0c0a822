/// How many times something is done, exactly: `5/2`.
public struct Multiple: Hashable, Sendable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public let numerator: UInt128
  /// Never 0.
  public let denominator: UInt128

  public init(_ numerator: UInt128, over denominator: UInt128 = 1) {
    precondition(denominator > 0)
    self.numerator = numerator
    self.denominator = denominator
  }

  public init(integerLiteral value: UInt128) { self.init(value) }

  static func + (left: Multiple, right: Multiple) -> Multiple {
    left.denominator == right.denominator
      ? Multiple(left.numerator + right.numerator, over: left.denominator)
      : Multiple(
        left.numerator * right.denominator + right.numerator * left.denominator,
        over: left.denominator * right.denominator)
  }

  var halved: Multiple { Multiple(numerator, over: 2 * denominator) }

  /// `amount` so many times; what is left of a division is dropped.
  func times(_ amount: UInt128) -> UInt128 {
    // Division of 128 bits is slow, and there is mostly nothing to divide by.
    denominator == 1 ? amount * numerator : amount * numerator / denominator
  }

  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
