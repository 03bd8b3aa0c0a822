/// Which rows of a table are added to consecutive rows of a tensor.
public enum TableRows: Hashable, Sendable {
  /// Row `first + i` of the table to row `i`, as learned position embeddings.
  case consecutive(from: Int)
  /// One row of the table to every row, as a token type.
  case single(Int)
}
