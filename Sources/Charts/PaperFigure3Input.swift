/// What Figure 3 of arXiv 2304.11062 shows: forward FLOPs at a length divided by those at 512.
public struct PaperFigure3Input: Sendable, Equatable {
  /// One of the figure's two plots.
  ///
  /// x is tokens everywhere.
  public struct Part: Sendable, Equatable {
    /// The lengths with a tick.
    public var lengths: [Int]
    /// Full attention, the smallest model first.
    public var models: [Model]
    /// RMT: the same line for every model, length / 512.
    public var rmt: [CurvePoint]

    /// A plot over `lengths`.
    public init(lengths: [Int], models: [Model], rmt: [CurvePoint]) {
      self.lengths = lengths
      self.models = models
      self.rmt = rmt
    }
  }

  /// One model under full attention.
  public struct Model: Sendable, Equatable {
    public var label: String
    public var computed: [CurvePoint]
    public var published: [PublishedPoint]

    /// The model's computed curve, and what the paper draws.
    public init(label: String, computed: [CurvePoint], published: [PublishedPoint]) {
      self.label = label
      self.computed = computed
      self.published = published
    }
  }

  /// Lengths 512 to 64,000.
  public var short: Part
  /// Lengths 16,384 to 2,048,000.
  public var long: Part
  public var subtitle: [String]

  /// The figure's two plots.
  public init(short: Part, long: Part, subtitle: [String] = []) {
    self.short = short
    self.long = long
    self.subtitle = subtitle
  }
}
