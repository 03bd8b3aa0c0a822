/// Whether a law fitted without the two largest sizes predicts what they took.
///
/// The same is done as with all sizes: where enough remain the form is chosen anew, so that the
/// largest sizes have no say in it; where they don't it is the one that needs no choosing. Each
/// interval is meant to hold 95% of the time, both of a law that is right hence at least 90%.
public struct HoldOut: Codable, Hashable, Sendable {
  public static let sizes = 2

  /// One size that the fit didn't know.
  public struct Point: Codable, Hashable, Sendable {
    public let positions: Int
    public let predicted: Double
    public let interval: Interval
    /// The median of the rounds.
    public let measured: Double

    public var holds: Bool { interval.contains(measured) }
  }

  /// Fitted to the sizes that remained.
  public let law: ScalingLaw
  public let points: [Point]

  /// Whether every held-out size was predicted within its interval.
  public var holds: Bool { points.allSatisfy(\.holds) }

  /// `nil` when too few sizes remain to fit, or none has three rounds.
  init?(
    _ sizes: [SizeRounds], form: ScalingLaw.Choice, resamples: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    let remaining = Array(sizes.dropLast(Self.sizes))
    // A law through as many points as it has parameters leaves no residuals to judge by.
    guard
      let fit = ScalingFit(
        unvalidated: remaining, form: form, resamples: resamples, using: &generator),
      remaining.count > fit.law.form.parameters
    else { return nil }
    var points: [Point] = []
    for size in sizes.suffix(Self.sizes) {
      let prediction = fit.prediction(
        positions: Double(size.positions), rounds: size.seconds.count, using: &generator)
      guard let interval = prediction.measurement else { return nil }
      points.append(
        Point(
          positions: size.positions, predicted: prediction.value, interval: interval,
          measured: size.median))
    }
    law = fit.law
    self.points = points
  }
}
