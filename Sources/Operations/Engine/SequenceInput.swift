/// What stands at the positions a program reads.
public enum SequenceInput: Sendable {
  /// A token at each position.
  case tokens([Int])
  /// Tokens read cyclically: position p finds token p mod count. At least one.
  case repeatedTokens([Int])
  /// Rows for a program that begins at the first layer.
  case rows(Rows)

  /// A matrix read cyclically: position p finds row p mod count.
  ///
  /// However long the sequence, it takes the memory of one period.
  public struct Rows: Sendable {
    public let width: Int
    /// Row after row.
    public let values: [Float]
    public var count: Int { values.count / width }

    /// `values` holds whole rows of the given width, at least one.
    public init(width: Int, values: [Float]) {
      precondition(width > 0 && !values.isEmpty && values.count % width == 0)
      self.width = width
      self.values = values
    }
  }

  /// The tokens at the given positions, each within the vocabulary.
  public func tokens(at positions: Range<Int>, vocabulary: Int) throws -> ArraySlice<Int> {
    let slice = try tokens(at: positions)
    if let wrong = slice.first(where: { !(0..<vocabulary).contains($0) }) {
      throw EngineError("token \(wrong) is outside the vocabulary of \(vocabulary)")
    }
    return slice
  }

  private func tokens(at positions: Range<Int>) throws -> ArraySlice<Int> {
    switch self {
    case .rows: throw EngineError("the program reads tokens, the input holds rows")
    case .tokens(let tokens):
      guard positions.upperBound <= tokens.count else {
        throw EngineError(
          "the program reads \(positions.upperBound) tokens, the input holds \(tokens.count)")
      }
      return tokens[positions]
    case .repeatedTokens(let tokens):
      guard !tokens.isEmpty else { throw EngineError("the input holds no token to repeat") }
      let first = positions.lowerBound % tokens.count
      guard first + positions.count > tokens.count else {
        return tokens[first..<first + positions.count]
      }
      return ArraySlice(positions.map { tokens[$0 % tokens.count] })
    }
  }

  /// The rows that a program of the given width reads.
  public func rows(width: Int) throws -> Rows {
    guard case .rows(let rows) = self else {
      throw EngineError("the program reads rows, the input holds tokens")
    }
    guard rows.width == width else {
      throw EngineError("the program reads rows of width \(width), the input's have \(rows.width)")
    }
    return rows
  }
}
