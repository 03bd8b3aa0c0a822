/// At which positions the vocabulary product is taken.
public enum Logits: String, Hashable, Sendable, CaseIterable {
  case all
  /// At the last position alone, as when the next token is asked for.
  case last
  case none
}
