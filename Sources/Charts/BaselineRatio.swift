/// How many times what another takes a baseline takes, over the length.
///
/// x is positions everywhere.
public struct BaselineRatio: Sendable, Equatable {
  /// From where on, by the fitted laws, one of the two takes less time.
  public struct BreakEven: Sendable, Equatable {
    public var positions: Double
    public var low: Double?
    public var high: Double?

    /// Break-even at `positions`, which lie between `low` and `high`.
    public init(positions: Double, low: Double? = nil, high: Double? = nil) {
      self.positions = positions
      self.low = low
      self.high = high
    }
  }

  /// FLOPs of the baseline divided by those of the other, counted.
  public var counted: [CurvePoint]
  /// The baseline's seconds divided by the other's, with intervals.
  ///
  /// `nil`: derived from both series, with intervals as wide as theirs allow.
  public var measured: [MeasuredPoint]?
  /// The interval of one law over the other.
  public var lawBand: [BandPoint]
  public var breakEven: BreakEven?

  /// What is known of a ratio beside both architectures' series.
  public init(
    counted: [CurvePoint] = [], measured: [MeasuredPoint]? = nil, lawBand: [BandPoint] = [],
    breakEven: BreakEven? = nil
  ) {
    self.counted = counted
    self.measured = measured
    self.lawBand = lawBand
    self.breakEven = breakEven
  }
}
