extension ScalingFit {
  /// A law's value where nothing, or not yet, was measured.
  public struct Prediction: Codable, Hashable, Sendable {
    public let positions: Double
    public let value: Double
    /// Where the law itself lies, if its form is right; `nil` when no size has three rounds.
    public let law: Interval?
    /// Where a median of rounds will be found there.
    public let measurement: Interval?
  }

  /// Predicts the seconds that the median of so many rounds will take.
  ///
  /// Each of the resampled laws is given a deviation like those of the measured sizes from their own
  /// law, drawn among its residuals and widened by √(n / (n - parameters)) because the law was fitted
  /// to them; and one like those of a median of so many rounds. Residuals hold some of the rounds'
  /// spread already, so that the interval is rather too wide than too narrow. O(resamples · rounds).
  public func prediction(
    positions: Double, rounds: Int = Median.fewestForInterval,
    using generator: inout some RandomNumberGenerator
  ) -> Prediction {
    Prediction(
      positions: positions, value: law.seconds(positions: positions),
      law: interval(positions: positions),
      measurement: Quantile.centralInterval(
        of: measurements(positions: positions, rounds: rounds, using: &generator)))
  }

  /// Predicts this law's seconds for 1 of another's, such as a baseline's for one of another architecture's.
  ///
  /// Both fits must have been made together by ``jointly(_:resamples:using:)`` for disturbances of
  /// both to cancel. O(resamples · rounds).
  public func ratio(
    to other: ScalingFit, positions: Double, rounds: Int = Median.fewestForInterval,
    using generator: inout some RandomNumberGenerator
  ) -> Prediction {
    let measured = measurements(positions: positions, rounds: rounds, using: &generator)
    let others = other.measurements(positions: positions, rounds: rounds, using: &generator)
    return Prediction(
      positions: positions,
      value: law.seconds(positions: positions) / other.law.seconds(positions: positions),
      law: ratioInterval(to: other, positions: positions),
      measurement: Quantile.centralInterval(of: zip(measured, others).map { $0 / $1 }))
  }

  /// Where the law itself lies, if its form is right; `nil` when no size has three rounds.
  ///
  /// O(resamples).
  public func interval(positions: Double) -> Interval? {
    Quantile.centralInterval(of: resampledLaws.map { $0.seconds(positions: positions) })
  }

  /// The same of this law's seconds for 1 of another's.
  ///
  /// O(resamples).
  public func ratioInterval(to other: ScalingFit, positions: Double) -> Interval? {
    Quantile.centralInterval(
      of: zip(resampledLaws, other.resampledLaws).map {
        $0.seconds(positions: positions) / $1.seconds(positions: positions)
      })
  }

  private func measurements(
    positions: Double, rounds: Int, using generator: inout some RandomNumberGenerator
  ) -> [Double] {
    guard let resampler else { return [] }
    let free = Double(max(1, law.pointCount - law.form.parameters))
    let widening = (Double(law.pointCount) / free).squareRoot()
    return resampledLaws.map { resampled in
      let residual = residuals[Int.random(in: 0..<residuals.count, using: &generator)].relative
      let spread = resampler.spread(rounds: rounds, using: &generator)
      return resampled.seconds(positions: positions) * (1 + widening * residual + spread)
    }
  }
}
