/// What the three charts over the number of segments are made from.
public struct ScalingInput: Sendable, Equatable {
  /// The segment count from which on RMT is faster.
  public struct BreakEven: Sendable, Equatable {
    public var segments: Double
    public var low: Double?
    public var high: Double?

    /// Break-even at `segments`, which lies between `low` and `high`.
    public init(segments: Double, low: Double? = nil, high: Double? = nil) {
      self.segments = segments
      self.low = low
      self.high = high
    }
  }

  /// An architecture beside the two that the ratio is of.
  public struct Other: Sendable, Equatable {
    public var name: String
    public var series: ArchitectureSeries

    /// What is known of the architecture of that name.
    public init(name: String, series: ArchitectureSeries) {
      self.name = name
      self.series = series
    }
  }

  /// The conditions: machine, dtype, threads, layers, what the bars are.
  public var subtitle: [String]
  /// The same for memory, whose points have no bars.
  public var memorySubtitle: [String]
  public var tokensPerSegment: Int
  public var full: ArchitectureSeries
  public var rmt: ArchitectureSeries
  public var others: [Other]
  /// FLOPs of full attention divided by those of RMT, counted.
  public var analyticRatio: [CurvePoint]
  /// Full attention's seconds divided by RMT's, with intervals.
  ///
  /// `nil`: derived from both series, with intervals as wide as theirs allow.
  public var measuredRatio: [MeasuredPoint]?
  /// Where the fitted laws cross.
  public var breakEven: BreakEven?
  /// The interval of one law over the other.
  public var lawRatioBand: [BandPoint]

  /// Both architectures at the same segment counts, as far as each was measured.
  public init(
    subtitle: [String], memorySubtitle: [String] = [], tokensPerSegment: Int = 512,
    full: ArchitectureSeries, rmt: ArchitectureSeries, others: [Other] = [],
    analyticRatio: [CurvePoint] = [], measuredRatio: [MeasuredPoint]? = nil,
    breakEven: BreakEven? = nil, lawRatioBand: [BandPoint] = []
  ) {
    self.subtitle = subtitle
    self.memorySubtitle = memorySubtitle
    self.tokensPerSegment = tokensPerSegment
    self.full = full
    self.rmt = rmt
    self.others = others
    self.analyticRatio = analyticRatio
    self.measuredRatio = measuredRatio
    self.breakEven = breakEven
    self.lawRatioBand = lawRatioBand
  }
}
