/// What the three charts over the length are made from: a baseline and any number of others.
public struct ScalingInput: Sendable, Equatable {
  /// An architecture that the baseline is compared with.
  public struct Other: Sendable, Equatable {
    public var series: ArchitectureSeries
    public var ratio: BaselineRatio

    /// An architecture, and how many times what it takes the baseline takes.
    public init(_ series: ArchitectureSeries, ratio: BaselineRatio = BaselineRatio()) {
      self.series = series
      self.ratio = ratio
    }
  }

  /// The conditions: machine, dtype, threads, layers, what the bars are.
  public var subtitle: [String]
  /// The same for memory, whose points have no bars.
  public var memorySubtitle: [String]
  public var baseline: ArchitectureSeries
  public var others: [Other]
  /// `nil`: in order, the baseline first.
  public var looks: ArchitectureLooks?

  /// Architectures at the same lengths, as far as each was measured.
  public init(
    subtitle: [String], memorySubtitle: [String] = [], baseline: ArchitectureSeries,
    others: [Other] = [], looks: ArchitectureLooks? = nil
  ) {
    self.subtitle = subtitle
    self.memorySubtitle = memorySubtitle
    self.baseline = baseline
    self.others = others
    self.looks = looks
  }

  /// Every architecture, the baseline first.
  var architectures: [ArchitectureSeries] { [baseline] + others.map(\.series) }

  func look(of architecture: ArchitectureSeries) -> Look {
    (looks ?? ArchitectureLooks(architectures.map(\.title)))[architecture.title]
  }
}
