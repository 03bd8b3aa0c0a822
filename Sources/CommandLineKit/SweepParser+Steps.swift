extension SweepParser {
  /// Whether a step begins here, or what was meant as one.
  func startsWithStep() -> Bool {
    ["x", "*", "+", ":", "by"].contains { starts(with: $0) }
  }

  /// The step after a range; doubling when there is none.
  mutating func parseStep(isClosed: Bool) throws(CommandLineError) -> SweepStep {
    skipSpaces()
    let start = scanner.position
    guard startsWithStep() else { return .times(2) }
    let isWord = starts(with: "by")
    let kind = scanner.peek()
    scanner.position += isWord ? 2 : 1
    skipSpaces()
    if isWord || kind == UInt8(ascii: "+") { return try parseDifference(from: start) }
    if kind == UInt8(ascii: ":") { return try parsePoints(from: start, isClosed: isClosed) }
    return try parseFactor(from: start)
  }

  private mutating func parseDifference(from start: Int) throws(CommandLineError) -> SweepStep {
    let literal = try scan()
    guard !literal.number.digits.isEmpty else {
      throw stepError(from: start, "does not advance", "write a step such as +512")
    }
    return .plus(try value(of: literal, upTo: .max))
  }

  private mutating func parseFactor(from start: Int) throws(CommandLineError) -> SweepStep {
    let literal = try scan()
    let factor: Double
    do {
      factor = try literal.number.nearestDouble()
    } catch {
      throw self.error(of: error, in: literal.range)
    }
    guard factor > 1 else {
      throw stepError(from: start, "does not advance", "write a factor above 1, such as x2")
    }
    let isWhole = factor == factor.rounded()
    return isWhole ? .times(Int(exactly: factor) ?? .max) : .timesFraction(factor)
  }

  private mutating func parsePoints(
    from start: Int, isClosed: Bool
  ) throws(CommandLineError) -> SweepStep {
    let literal = try scan()
    guard isClosed else {
      throw stepError(from: start, "includes both ends", "write the range with ... instead of ..<")
    }
    let count = try value(of: literal, upTo: Sweep.mostPoints)
    guard count >= 2 else {
      throw stepError(from: start, "leaves out an end", "write two points or more, such as :25")
    }
    return .points(count)
  }
}
