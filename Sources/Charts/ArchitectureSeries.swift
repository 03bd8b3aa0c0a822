/// What is known of one architecture over the length.
///
/// x is positions everywhere.
public struct ArchitectureSeries: Sendable, Equatable {
  /// The architecture's name in charts.
  public var title: String
  /// Seconds of one forward pass.
  ///
  /// Cells that were skipped are simply absent.
  public var measured: [MeasuredPoint]
  /// The fitted law, tabulated in seconds; it may reach beyond the measured points.
  public var law: [CurvePoint]
  /// The law's interval, in seconds.
  public var lawBand: [BandPoint]
  /// The law in a few words, such as `t = 63 µs·n + 16.9 ns·n²`.
  public var lawFormula: String?
  /// Peak resident memory, in bytes.
  public var residentBytes: [MeasuredPoint]

  /// An architecture's measurements and, where one was fitted, its law.
  public init(
    _ title: String, measured: [MeasuredPoint] = [], law: [CurvePoint] = [],
    lawFormula: String? = nil, residentBytes: [MeasuredPoint] = [], lawBand: [BandPoint] = []
  ) {
    self.title = title
    self.measured = measured
    self.law = law
    self.lawBand = lawBand
    self.lawFormula = lawFormula
    self.residentBytes = residentBytes
  }
}
