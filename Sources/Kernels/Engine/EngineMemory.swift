/// Bytes that an engine asked for, by what they hold, without rounding to pages.
public struct EngineMemory: Hashable, Sendable {
  /// The most that results of operations took at one time since the peak was last reset.
  ///
  /// A view takes nothing of its own. Parameters, kept rows, rows of input and scratch memory don't
  /// count.
  public var tensorBytesPeak: Int
  /// Parameters that have been used, each once: matrices of products in the engine's type, the
  /// others in f32.
  public var weightBytes: Int
  /// What packing adds to the parameters: padding, and a second copy of a table of tokens that
  /// serves the vocabulary product too.
  public var packingBytes: Int
  /// Rows kept for later passes; capacity for rows to come doesn't count.
  public var cacheBytes: Int
  /// Rows of input for programs that begin at the first layer.
  public var inputBytes: Int
  /// What operations need while they run, kept for the next.
  public var scratchBytes: Int
}
