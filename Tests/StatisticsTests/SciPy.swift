import Foundation
import Testing

/// What scipy and numpy say about samples drawn with the seed that the file names.
struct SciPy: Decodable {
  struct OrderStatistics: Decodable {
    let count: Int
    let confidence: Double
    /// 0 when there is no interval.
    let rank: Int
    let coverage: Double
  }

  struct SignedRank: Decodable {
    let differences: [Double]
    let statistic: Double
    let probability: Double
    let method: String
  }

  struct TwoSamples: Decodable {
    let first: [Double]
    let second: [Double]
    let statistic: Double
    let probability: Double
    let method: String
  }

  struct Shift: Decodable {
    let first: [Double]
    let second: [Double]
    let estimate: Double
    /// 0 when there is no interval.
    let rank: Int
    let low: Double
    let high: Double
  }

  struct Adjusted: Decodable {
    let probabilities: [Double]
    let adjusted: [Double]
  }

  struct Bootstrapped: Decodable {
    let statistic: String
    let sample: [Double]
    let percentile: [Double]
    let biasCorrected: [Double]
    /// Standard deviations of both ends over 40 bootstraps with 20,000 resamples.
    let percentileSpread: [Double]
    let biasCorrectedSpread: [Double]
  }

  struct Quantiles: Decodable {
    let sample: [Double]
    let shares: [Double]
    let values: [Double]
  }

  struct Laws: Decodable {
    struct Law: Decodable {
      let coefficients: [Double]
      let squaredError: Double
      let aicc: Double?
      let exponent: Double?
    }

    let sizes: [Double]
    let seconds: [Double]
    let linear: Law
    let quadratic: Law
    let power: Law
  }

  let scipy: String
  let numpy: String
  let seed: Int
  let orderStatistics: [OrderStatistics]
  let wilcoxon: [SignedRank]
  let mannWhitney: [TwoSamples]
  let shift: [Shift]
  let holm: [Adjusted]
  let bootstrap: [Bootstrapped]
  let quantiles: [Quantiles]
  let laws: [Laws]

  static func load() throws -> SciPy {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    let data = try Data(contentsOf: folder.appendingPathComponent("scipy.json"))
    return try JSONDecoder().decode(SciPy.self, from: data)
  }
}

/// Whether two numbers agree to so many parts of the larger, or of 1e-300.
func agree(_ one: Double, _ other: Double, to share: Double = 1e-9) -> Bool {
  abs(one - other) <= share * max(abs(one), abs(other), 1e-300)
}
