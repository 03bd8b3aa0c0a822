/// A positive whole number of positions or segments, as users type it: `512`, `2e6`, `128k`.
///
///     try Count(parsing: "1.5k").value  // 1500
///     try Count(parsing: "128Ki").value  // 131072
///
/// One rule for suffixes: `k` (or `K`), `M` and `G` are powers of 1000; `Ki`, `Mi` and `Gi` are
/// powers of 1024. Digits may be grouped with single underscores, as in `2_000_000`.
public struct Count: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The largest count taken unless a caller says otherwise, 10^15.
  ///
  /// Pairs of that many positions in a model of any published size still fit `UInt128`.
  public static let largest = 1_000_000_000_000_000

  public let value: Int

  /// Reads a count from 1 to `maximum`.
  ///
  /// Throws a sentence for the user that says what is wrong and what to write.
  public init(parsing text: String, upTo maximum: Int = Count.largest) throws(CommandLineError) {
    do {
      value = try Self.value(of: text, upTo: maximum)
    } catch {
      throw CommandLineError(quoting: text, fact: error.fact, remedy: error.remedy)
    }
  }

  /// The plain digits, which parse as the same count.
  public var description: String { String(value) }

  public static func < (left: Count, right: Count) -> Bool { left.value < right.value }

  private static func value(of text: String, upTo maximum: Int) throws(NumberProblem) -> Int {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .empty }
    if let scalar = text.unicodeScalars.first(where: { !$0.isASCII }) {
      throw scalar.properties.isWhitespace ? .whitespace : .foreignCharacter(scalar)
    }
    guard !bytes.contains(where: \.isSpace) else {
      throw bytes.allSatisfy(\.isSpace) ? .empty : .whitespace
    }
    var scanner = NumberScanner(bytes)
    let literal = try scanner.scan()
    guard scanner.position == bytes.count else {
      throw scanner.peek() == UInt8(ascii: ",")
        ? .comma : .trailing(scanner.text(scanner.position..<bytes.count))
    }
    return try literal.wholeNumber(upTo: maximum)
  }
}
