import CommandLineKit
import Measurement

extension CellRecord {
  /// A record's columns in the order of `schema`: every stored and printed format has these.
  ///
  /// - Parameter configuration: How the program that measured was built; `nil` where that isn't known.
  static func fields(configuration: String?) -> [Field<CellRecord>] {
    identity + setting(configuration) + result + program + quality
  }

  /// Which cell it is.
  private static let identity: [Field<CellRecord>] = [
    Field("schema", .text, isInTable: false) { _ in .text(schema) },
    Field("digest", .text, isInTable: false) { .text($0.cell.digest) },
    Field("architecture", .text) { .text($0.cell.architecture) },
    Field("segments", .count) { FieldValue($0.cell.segments) },
    Field("positions", .count) { FieldValue($0.cell.positions) },
  ]

  /// What all cells of a run have in common.
  private static func setting(_ configuration: String?) -> [Field<CellRecord>] {
    [
      Field("model", .text, isInTable: false) { .text($0.cell.setting.model) },
      Field("model_digest", .text, isInTable: false) { FieldValue($0.cell.setting.modelDigest) },
      Field("layers", .count, isInTable: false) { FieldValue($0.cell.setting.layers) },
      Field("dtype", .text, isInTable: false) { .text($0.cell.setting.dtype) },
      Field("mask", .text, isInTable: false) { .text($0.cell.setting.mask) },
      Field("device", .text, isInTable: false) { .text($0.cell.setting.device) },
      Field("threads", .count, isInTable: false) { FieldValue($0.cell.setting.threads) },
      Field("ranks", .count, isInTable: false) { FieldValue($0.cell.setting.ranks) },
      Field("memory_slots", .count, isInTable: false) { FieldValue($0.cell.setting.memorySlots) },
      Field("configuration", .text, isInTable: false) { _ in FieldValue(configuration) },
    ]
  }

  /// What came of it.
  private static let result: [Field<CellRecord>] = [
    Field("rounds", .count) { FieldValue($0.timing?.seconds.count ?? 0) },
    Field("status", .text) { .text($0.status.name) },
    Field("reason", .text) { FieldValue($0.status.reason) },
    Field(
      "median_seconds", title: "median", .seconds, told: { $0.timing?.resolved.text },
      value: { FieldValue($0.timing?.median) }),
    Field(
      "low_seconds", title: "low", .seconds, told: { $0.timing?.resolved.lowText },
      value: { FieldValue($0.timing?.interval.lowerBound) }),
    Field(
      "high_seconds", title: "high", .seconds, told: { $0.timing?.resolved.highText },
      value: { FieldValue($0.timing?.interval.upperBound) }),
    Field("useful_flops", title: "useful FLOPs", .flops, isStringInJSON: true) {
      .integer($0.usefulFlops)
    },
    Field("gflops_per_second", title: "GFLOP/s", .number) { FieldValue($0.gigaflopsPerSecond) },
    Field("peak_resident_bytes", title: "memory", .bytes) {
      FieldValue($0.timing?.peakResidentBytes)
    },
    Field("checked_error", .number) { FieldValue($0.timing?.checkedError) },
    Field("predicted_seconds", title: "predicted", .seconds) { FieldValue($0.predictedSeconds) },
    Field(
      "prediction_error", title: "error", .share,
      told: { $0.predictionError.map { NumberFormat.change($0) } },
      value: { FieldValue($0.predictionError) }),
  ]

  /// What was timed, and on whose weights.
  private static let program: [Field<CellRecord>] = [
    Field("logits", .text, isInTable: false) { FieldValue($0.cell.setting.logits) },
    Field("weights", .text, isInTable: false) { .text($0.cell.setting.weights) },
  ]

  /// How far the rounds can be trusted.
  private static let quality: [Field<CellRecord>] = [
    Field("interval", .text, isInTable: false) { FieldValue($0.timing?.intervalName) },
    Field("discards", .count, isInTable: false) { FieldValue($0.discards) },
    Field("disturbed", .count, isInTable: false) { FieldValue($0.timing?.disturbed) },
  ]

  private var status: (name: String, reason: String?) {
    switch outcome {
    // Rounds before a failure stand.
    case .measured(let timing): ("measured", timing.failure)
    case .skipped(let reason): ("skipped", reason)
    case .failed(let reason): ("failed", reason)
    }
  }
}

extension CellRecord.Timing {
  /// The median in as many digits as its interval or range tells apart.
  fileprivate var resolved: ResolvedNumber {
    ResolvedNumber(seconds: median, low: interval.lowerBound, high: interval.upperBound)
  }

  /// What the low and high ends are: an interval of the median, or the range of all rounds.
  var intervalName: String { hasInterval ? "95 %" : "range" }
}
