extension SweepParser {
  /// A number of the sweep, with its text.
  mutating func parseNumber() throws(CommandLineError) -> (value: Int, text: String) {
    let literal = try scan()
    return (try value(of: literal, upTo: maximum), scanner.text(literal.range))
  }

  mutating func scan() throws(CommandLineError) -> (
    number: NumberLiteral, range: Range<Int>
  ) {
    let start = scanner.position
    do {
      let number = try scanner.scan()
      return (number, start..<scanner.position)
    } catch {
      scanner.position = start
      throw self.error(of: error, in: start..<endOfNumberText())
    }
  }

  func value(
    of literal: (number: NumberLiteral, range: Range<Int>), upTo maximum: Int
  ) throws(CommandLineError) -> Int {
    do {
      return try literal.number.wholeNumber(upTo: maximum)
    } catch {
      throw self.error(of: error, in: literal.range)
    }
  }

  mutating func skipSpaces() {
    while scanner.peek().isSpace { scanner.position += 1 }
  }

  func starts(with prefix: String) -> Bool {
    scanner.bytes[scanner.position...].starts(with: prefix.utf8)
  }

  /// Where what was meant as a number ends: at a comma, a space or two points.
  func endOfNumberText() -> Int {
    var ahead = scanner
    while ahead.position < ahead.bytes.count, !ahead.peek().isSpace,
      ahead.peek() != UInt8(ascii: ","),
      ahead.peek() != UInt8(ascii: ".") || ahead.peek(1) != UInt8(ascii: ".")
    {
      ahead.position += 1
    }
    return ahead.position
  }

  /// An error about the text from `start` to the end of its item.
  func error(from start: Int, _ fact: String, _ remedy: String) -> CommandLineError {
    let item = scanner.bytes[start...].prefix { $0 != UInt8(ascii: ",") }
    let end = item.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? item.endIndex
    return CommandLineError(
      quoting: scanner.text(start..<end), fact: fact, column: start + 1, remedy: remedy)
  }

  /// An error about the step read last, which began at `start`.
  func stepError(from start: Int, _ fact: String, _ remedy: String) -> CommandLineError {
    CommandLineError(
      quoting: scanner.text(start..<scanner.position), fact: fact, column: start + 1,
      remedy: remedy)
  }

  func error(of problem: NumberProblem, in range: Range<Int>) -> CommandLineError {
    CommandLineError(
      quoting: scanner.text(range), fact: problem.fact, column: range.lowerBound + 1,
      remedy: problem.remedy)
  }

  func tooManyPoints(from start: Int) -> CommandLineError {
    error(
      from: start,
      "makes more than \(NumberFormat.grouped(Sweep.mostPoints)) points", "take a larger step")
  }
}
