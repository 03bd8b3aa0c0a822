/// What a program reads, so that it can be given that.
public enum ProgramInput: Hashable, Sendable {
  /// A token at each position, each below the vocabulary.
  case tokens(vocabulary: Int)
  /// Rows of so many columns: of the hidden width where a program begins at the first layer, or an
  /// image's patches (``ImagePatches``).
  case rows(width: Int)
}
