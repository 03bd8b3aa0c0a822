import Foundation
import Statistics

/// The seconds of a run's samples, each over those of the reference kernel right before and after it.
struct SampledRatios {
  /// The calibration kernel: independent multiply-adds in f32 on the cell's threads.
  static let reference = "f32 multiply-add peak around each sample"

  private struct Sample: Decodable {
    struct Sentinels: Decodable {
      let calibrationBeforeSeconds: Double
      let calibrationAfterSeconds: Double
      /// FLOPs of the calibration kernel in those seconds.
      let calibrationFlops: Double
    }

    let schema: String
    let cell: String
    let round: Int
    let status: String
    let seconds: Double?
    let sentinels: Sentinels?

    /// FLOPs that the reference kernel makes in the sample's seconds; `nil` when that isn't known.
    var referenceFlops: Double? {
      guard let seconds, seconds > 0, let sentinels,
        sentinels.calibrationBeforeSeconds > 0, sentinels.calibrationAfterSeconds > 0,
        sentinels.calibrationFlops > 0
      else { return nil }
      let calibration =
        (sentinels.calibrationBeforeSeconds + sentinels.calibrationAfterSeconds) / 2
      let flops = seconds * sentinels.calibrationFlops / calibration
      return flops.isFinite ? flops : nil
    }
  }

  /// By cell, such as `rmt:4`, and round; of several samples that count, the last.
  private var flops: [String: [Int: Double]] = [:]

  /// Takes the measured samples among lines; others say nothing about ratios.
  init(lines: Data) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      guard let sample = try? decoder.decode(Sample.self, from: Data(line)),
        sample.schema == "contextcost.sample/1", sample.status == "measured",
        let flops = sample.referenceFlops
      else { continue }
      self.flops[sample.cell, default: [:]][sample.round] = flops
    }
  }

  /// The median ratio of a cell and its interval, or the range of fewer rounds than have one.
  ///
  /// `nil` when not every round that was counted has a sample that tells.
  func ratio(
    of cell: Cell, usefulFlops: Double, rounds: Int
  ) -> (median: Double, interval: Interval?)? {
    guard let flops = flops["\(cell.architecture):\(cell.segments)"], flops.count == rounds else {
      return nil
    }
    let ratios = flops.values.map { $0 / usefulFlops }
    guard ratios.allSatisfy(HistoryLine.ratios.contains) else { return nil }
    let range = ratios.count > 1 ? Interval(spanning: ratios) : nil
    return (Median.of(ratios), Median.interval(of: ratios) ?? range)
  }
}
