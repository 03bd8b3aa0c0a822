/// What the chart of a comparison is made from.
public struct ForestInput: Sendable, Equatable {
  /// What a comparison says of a cell.
  public enum Verdict: String, Sendable, Equatable, CaseIterable {
    case regressed, improved, unchanged, inconclusive
    /// It could not be measured.
    case failed
    /// Only one side has it.
    case missing
  }

  /// One cell: new time over old time.
  public struct Row: Sendable, Equatable {
    public var name: String
    /// 1.05 is 5 % slower; `nil` where there is none.
    public var ratio: Double?
    public var low: Double?
    public var high: Double?
    public var verdict: Verdict
    /// Why there is no ratio.
    public var reason: String?

    /// A cell's ratio, its interval and what follows from it.
    public init(
      name: String, ratio: Double?, low: Double? = nil, high: Double? = nil, verdict: Verdict,
      reason: String? = nil
    ) {
      self.name = name
      self.ratio = ratio
      self.low = low
      self.high = high
      self.verdict = verdict
      self.reason = reason
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  /// What the ratio is of, such as `time of b / time of a`.
  public var quantity: String
  public var rows: [Row]
  /// The same build against itself; its name is printed.
  public var control: Row?
  /// Ratios between these are too close to 1 to matter: a grey stripe.
  public var noiseLow: Double?
  public var noiseHigh: Double?
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// A comparison of cells, its control and its noise.
  public init(
    subtitle: [String], quantity: String, rows: [Row], control: Row? = nil,
    noiseLow: Double? = nil, noiseHigh: Double? = nil, notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.quantity = quantity
    self.rows = rows
    self.control = control
    self.noiseLow = noiseLow
    self.noiseHigh = noiseHigh
    self.notes = notes
  }
}
