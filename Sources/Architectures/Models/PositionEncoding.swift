import Operations

/// How a model tells positions apart.
public enum PositionEncoding: Hashable, Sendable {
  /// A table with a row for each position, added to the embedding; its first `offset` rows are
  /// not positions.
  case learned(offset: Int)
  /// Queries and keys turned by angles that grow with the position.
  case rotary(RotaryEncoding)
}
