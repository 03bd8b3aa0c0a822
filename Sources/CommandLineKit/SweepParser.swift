/// Reads the text of a `Sweep`, item by item.
struct SweepParser {
  let maximum: Int
  var scanner: NumberScanner

  init(_ text: String, upTo maximum: Int) throws(CommandLineError) {
    self.maximum = maximum
    scanner = NumberScanner(Array(text.utf8))
    // Once all is ASCII, a byte's offset plus one is its column.
    for (offset, scalar) in text.unicodeScalars.enumerated() where !scalar.isASCII {
      let problem = NumberProblem.foreignCharacter(scalar)
      throw CommandLineError(
        quoting: text, fact: problem.fact, column: offset + 1, remedy: problem.remedy)
    }
  }

  /// The values of all items in the order written, repeated ones included.
  mutating func parse() throws(CommandLineError) -> [Int] {
    var values: [Int] = []
    repeat {
      values += try parseItem(limit: Sweep.mostPoints - values.count)
    } while try parseComma()
    return values
  }

  private mutating func parseItem(limit: Int) throws(CommandLineError) -> [Int] {
    skipSpaces()
    let start = scanner.position
    try checkItemBegins()
    let lower = try parseNumber()
    guard let isClosed = try parseRangeOperator(from: start) else {
      try checkItemEnds(after: start, isRange: false)
      guard limit >= 1 else { throw tooManyPoints(from: start) }
      return [lower.value]
    }
    let upper = try parseUpperEnd(from: start)
    guard lower.value < upper.value || (isClosed && lower.value == upper.value) else {
      let isReversed = lower.value > upper.value
      let meant =
        isReversed
        ? "\(upper.text)\(isClosed ? "..." : "..<")\(lower.text)" : "\(lower.text)...\(lower.text)"
      throw error(from: start, "is empty", "did you mean \(meant)?")
    }
    let step = try parseStep(isClosed: isClosed)
    try checkItemEnds(after: start, isRange: true)
    guard
      let values = step.values(
        from: lower.value, below: upper.value, limit: isClosed ? limit - 1 : limit)
    else { throw tooManyPoints(from: start) }
    return isClosed ? values + [upper.value] : values
  }

  private mutating func checkItemBegins() throws(CommandLineError) {
    let start = scanner.position
    if scanner.peek() == UInt8(ascii: ",") || start == scanner.bytes.count {
      throw CommandLineError(
        quoting: scanner.text(0..<scanner.bytes.count),
        fact: start == scanner.bytes.count && !scanner.bytes.contains(UInt8(ascii: ","))
          ? "is empty" : "has an empty item",
        column: start + 1, remedy: "write a number or a range, such as 512 or 1...4096")
    }
    if starts(with: "..") {
      throw error(from: start, "has no lower end", "write it as in 1...4096")
    }
  }

  /// Whether a range operator includes its upper end; `nil` when there is none.
  private mutating func parseRangeOperator(from start: Int) throws(CommandLineError) -> Bool? {
    let lowerEnd = scanner.position
    skipSpaces()
    for (spelling, isClosed) in [("...", true), ("..<", false), ("-", true)]
    where starts(with: spelling) {
      scanner.position += spelling.utf8.count
      skipSpaces()
      return isClosed
    }
    guard starts(with: "..") else { return nil }
    let lower = scanner.text(start..<lowerEnd)
    scanner.position += 2
    skipSpaces()
    let upper = scanner.text(scanner.position..<endOfNumberText())
    let meant = "\(lower)...\(upper.first?.isNumber == true ? upper : "4096")"
    throw error(from: start, "is not a range", "did you mean \(meant)?")
  }

  private mutating func parseUpperEnd(
    from start: Int
  ) throws(CommandLineError) -> (value: Int, text: String) {
    let next = scanner.peek()
    guard scanner.position < scanner.bytes.count, next != UInt8(ascii: ",") else {
      throw error(from: start, "has no upper end", "write it as in 1...4096")
    }
    if next == UInt8(ascii: ".") {
      throw error(from: start, "has too many points", "write three, as in 1...4096")
    }
    return try parseNumber()
  }

  private mutating func checkItemEnds(
    after start: Int, isRange: Bool
  ) throws(CommandLineError) {
    skipSpaces()
    guard scanner.position < scanner.bytes.count, scanner.peek() != UInt8(ascii: ",") else {
      return
    }
    if !isRange, startsWithStep() {
      throw error(from: start, "has a step but is not a range", "write it as in 1...4096x2")
    }
    let remedy =
      isRange
      ? "after a range write a step such as x2, +512 or :25, or a comma"
      : "write a comma between numbers, or three points for a range"
    throw error(from: scanner.position, "is unexpected", remedy)
  }

  private mutating func parseComma() throws(CommandLineError) -> Bool {
    guard scanner.position < scanner.bytes.count else { return false }
    scanner.position += 1
    return true
  }
}
