/// How wide the numbers of a tensor have to be, as the program says.
public enum StorageRole: Hashable, Sendable {
  /// On the residual stream, or leading to it or to what the model says: always `Float`.
  case stream
  /// Read by the next operation alone, such as queries, keys or a feed-forward's inner rows: of the
  /// engine's type, which may be narrow.
  case activation
}
