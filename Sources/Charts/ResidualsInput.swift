/// What the chart of measured times over their fitted laws is made from.
public struct ResidualsInput: Sendable, Equatable {
  /// One architecture's points; x is positions, values and intervals are measured / fitted.
  public struct Architecture: Sendable, Equatable {
    public var title: String
    /// What the law was fitted to.
    public var fitted: [MeasuredPoint]
    /// What the law was not shown: hollow markers.
    public var heldOut: [MeasuredPoint]

    /// Residuals as ratios: 1.02 was measured 2 % above the law.
    public init(title: String, fitted: [MeasuredPoint], heldOut: [MeasuredPoint] = []) {
      self.title = title
      self.fitted = fitted
      self.heldOut = heldOut
    }
  }

  /// The conditions, one small grey line each: n, method, machine.
  public var subtitle: [String]
  public var architectures: [Architecture]
  /// `nil`: in order.
  public var looks: ArchitectureLooks?
  /// What else has to be said, at the bottom.
  public var notes: [String]

  /// Residuals of several architectures' laws.
  public init(
    subtitle: [String], architectures: [Architecture], looks: ArchitectureLooks? = nil,
    notes: [String] = []
  ) {
    self.subtitle = subtitle
    self.architectures = architectures
    self.looks = looks
    self.notes = notes
  }
}
