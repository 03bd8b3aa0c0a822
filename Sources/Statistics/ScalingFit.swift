import Foundation

/// A law fitted to the medians of rounds, with what the rounds leave uncertain of it.
///
/// Rounds are drawn with replacement, medians taken, and the law refitted, again and again
/// (``RoundResampler`` says how); every interval is between the 2.5th and the 97.5th percentile of
/// what comes out. The form stays the chosen one: how uncertain the choice is, AICc doesn't say.
public struct ScalingFit: Sendable {
  public static let confidence = 0.95
  public static let defaultResamples = 2_000

  /// A measured median against the law.
  public struct Residual: Codable, Hashable, Sendable {
    public let positions: Int
    public let measured: Double
    public let law: Double
    /// measured / law - 1.
    public var relative: Double { measured / law - 1 }
  }

  /// The slope between neighbouring sizes in a plot with two logarithmic axes.
  public struct LocalSlope: Codable, Hashable, Sendable {
    public let from: Int
    public let to: Int
    /// ln(t₂ / t₁) / ln(n₂ / n₁), which for doubled sizes is log₂(t(2n) / t(n)).
    public let slope: Double
    public let interval: Interval?
  }

  public let law: ScalingLaw
  /// Ascending by positions.
  public let sizes: [SizeRounds]
  /// One for each of the law's coefficients; `nil` when no size has three rounds.
  public let coefficientIntervals: [Interval]?
  /// `nil` too unless the law is a power.
  public let exponentInterval: Interval?
  public let residuals: [Residual]
  public let slopes: [LocalSlope]
  /// The law without the two largest sizes against what they took; `nil` when too few are left.
  public let holdOut: HoldOut?
  /// The laws of the resamples, in the same order in fits that were made together.
  let resampledLaws: [ScalingLaw]
  let resampler: RoundResampler?

  /// Fits one series.
  ///
  /// `nil` when there are too few sizes for the form, or for any. The same generator gives the same
  /// fit. O(resamples · (Σ rounds + sizes)).
  public init?(
    _ sizes: [SizeRounds], form: ScalingLaw.Choice = .chosen(otherwise: .linear),
    resamples: Int = ScalingFit.defaultResamples,
    using generator: inout some RandomNumberGenerator
  ) {
    guard
      let fit = Self.jointly(
        [(sizes, form)], resamples: resamples, using: &generator)[0]
    else { return nil }
    self = fit
  }

  /// Fits several series whose rounds are the same ones, such as two architectures' in one sweep.
  ///
  /// A resample draws rounds for all of them, so that a ratio of two laws isn't charged for what
  /// disturbed both. In the order given, `nil` where there are too few sizes.
  /// O(resamples · (Σ rounds + sizes)).
  public static func jointly(
    _ series: [(sizes: [SizeRounds], form: ScalingLaw.Choice)],
    resamples: Int = ScalingFit.defaultResamples,
    using generator: inout some RandomNumberGenerator
  ) -> [ScalingFit?] {
    let cleaned = series.map { usable($0.sizes) }
    let resampler = RoundResampler(cleaned.flatMap { $0 })
    let draws = resampler.map { resampler in
      (0..<resamples).map { _ in resampler.draw(using: &generator) }
    }
    var start = 0
    var fits: [ScalingFit?] = []
    for (sizes, form) in zip(cleaned, series.map(\.form)) {
      let own = start..<(start + sizes.count)
      start = own.upperBound
      let holdOut = HoldOut(sizes, form: form, resamples: resamples, using: &generator)
      fits.append(
        ScalingFit(
          sizes, form: form, draws: draws?.map { Array($0[own]) } ?? [], resampler: resampler,
          holdOut: holdOut))
    }
    return fits
  }

  /// A fit without validation, which is what validates another.
  init?(
    unvalidated sizes: [SizeRounds], form: ScalingLaw.Choice, resamples: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    let resampler = RoundResampler(sizes)
    let draws = resampler.map { resampler in
      (0..<resamples).map { _ in resampler.draw(using: &generator) }
    }
    self.init(sizes, form: form, draws: draws ?? [], resampler: resampler, holdOut: nil)
  }

  private init?(
    _ sizes: [SizeRounds], form: ScalingLaw.Choice, draws: [[Double]], resampler: RoundResampler?,
    holdOut: HoldOut?
  ) {
    func points(_ seconds: [Double]) -> [ScalingLaw.Point] {
      zip(sizes, seconds).map { (positions: $0.positions, seconds: $1) }
    }
    let medians = sizes.map(\.median)
    guard let law = ScalingLaw(by: form, points: points(medians)) else { return nil }
    // As many laws as draws, or those of two fits wouldn't belong together.
    let laws = draws.map { ScalingLaw(law.form, points: points($0)) ?? law }
    self.law = law
    self.sizes = sizes
    self.resampler = resampler
    self.holdOut = holdOut
    resampledLaws = laws
    let coefficients = law.coefficients.indices.compactMap { index in
      Quantile.centralInterval(of: laws.map { $0.coefficients[index] })
    }
    coefficientIntervals = coefficients.isEmpty ? nil : coefficients
    exponentInterval =
      law.form == .power ? Quantile.centralInterval(of: laws.map(\.exponent)) : nil
    residuals = zip(sizes, medians).map { size, median in
      Residual(
        positions: size.positions, measured: median,
        law: law.seconds(positions: Double(size.positions)))
    }
    slopes = Self.slopes(sizes.map(\.positions), medians, draws)
  }

  private static func slopes(
    _ positions: [Int], _ medians: [Double], _ draws: [[Double]]
  ) -> [LocalSlope] {
    medians.indices.dropLast().map { index in
      let distance = log(Double(positions[index + 1]) / Double(positions[index]))
      func slope(_ seconds: [Double]) -> Double {
        log(seconds[index + 1] / seconds[index]) / distance
      }
      return LocalSlope(
        from: positions[index], to: positions[index + 1], slope: slope(medians),
        interval: Quantile.centralInterval(of: draws.map(slope)))
    }
  }

  /// Sizes with positive times only, ascending, one for each length.
  private static func usable(_ sizes: [SizeRounds]) -> [SizeRounds] {
    var seen: Set<Int> = []
    return
      sizes
      .filter { size in
        size.positions > 0 && !size.seconds.isEmpty && size.seconds.allSatisfy { $0 > 0 }
          && seen.insert(size.positions).inserted
      }
      .sorted { $0.positions < $1.positions }
  }
}
