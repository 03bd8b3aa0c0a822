/// One thing to be timed: an architecture over a number of segments, and everything that is fixed.
public struct Cell: Hashable, Sendable {
  /// What all cells of a sweep have in common.
  public struct Setting: Codable, Hashable, Sendable {
    public var model: String
    public var layers: Int
    public var dtype: String
    public var mask: String
    public var threads: Int
    /// Where the vocabulary product is taken; `nil` when the layers alone are timed.
    public var logits: String?
    /// Where the weights come from: `random`, or a checkpoint's folder.
    public var weights: String

    public init(
      model: String, layers: Int, dtype: String, mask: String, threads: Int,
      logits: String? = nil, weights: String = "random"
    ) {
      self.model = model
      self.layers = layers
      self.dtype = dtype
      self.mask = mask
      self.threads = threads
      self.logits = logits
      self.weights = weights
    }
  }

  public var architecture: String
  public var segments: Int
  /// Positions in all: segments times the length of a segment.
  public var positions: Int
  public var setting: Setting

  public init(architecture: String, segments: Int, positions: Int, setting: Setting) {
    self.architecture = architecture
    self.segments = segments
    self.positions = positions
    self.setting = setting
  }
}
