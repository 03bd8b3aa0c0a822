/// A piece of work that progress is reported over.
public struct ProgressStep: Hashable, Sendable {
  /// What is worked on, such as `full, 512 segments`; steps of the same name take alike.
  public let label: String
  /// How long it should take; `nil` when nobody knows.
  public let expectedSeconds: Double?

  public init(_ label: String, expectedSeconds: Double? = nil) {
    self.label = label
    let isKnown = expectedSeconds.map { $0.isFinite && $0 > 0 } ?? false
    self.expectedSeconds = isKnown ? expectedSeconds : nil
  }
}
