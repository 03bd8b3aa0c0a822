import CommandLineKit
import Statistics

/// One count or time of one cell, of both sides.
struct ComparisonRow: Sendable {
  enum Outcome: String, Sendable {
    case improved
    case unchanged
    case regressed
    case inconclusive
    /// It could not be measured on a side.
    case failed
    /// A side doesn't have it, or not in each round.
    case missing

    init(_ verdict: Verdict) {
      switch verdict {
      case .improved: self = .improved
      case .unchanged: self = .unchanged
      case .regressed: self = .regressed
      case .inconclusive: self = .inconclusive
      }
    }
  }

  var cell: String
  /// What was measured or counted: `seconds`, `flops`, `bytes`, `allocations`, `instructions`.
  var measure = "seconds"
  var outcome: Outcome
  /// B's for 1 of A's.
  var ratio: Double?
  /// Of the ratio, with 95% confidence; `nil` for counts and under six rounds.
  var interval: Interval?
  var baseline: Double?
  var candidate: Double?
  var rounds: Int?
  var adjustedProbability: Double?
  /// Why it is inconclusive, failed or missing: a sentence's end.
  var reason: String?
  /// Whether it is missing because it is new in B: nothing could be held against it.
  var isNew = false

  /// What it is about, in a comparison of counts with the count's name.
  var name: String { measure == "seconds" ? cell : "\(cell) \(measure)" }

  /// The ratio in as many digits as its interval tells apart; `nil` where there is none.
  var resolved: ResolvedNumber? {
    guard let ratio, let interval else { return nil }
    return ResolvedNumber(ratio, low: interval.low, high: interval.high)
  }

  /// One list for every format.
  static let fields: [Field<ComparisonRow>] = [
    Field("cell", .text) { .text($0.cell) },
    Field("measure", .text) { .text($0.measure) },
    Field("baseline", title: "A", .number, isInTable: false) { FieldValue($0.baseline) },
    Field("candidate", title: "B", .number, isInTable: false) { FieldValue($0.candidate) },
    Field(
      "ratio", title: "B/A", .ratio, told: { $0.resolved.map { "×" + $0.text } },
      value: { FieldValue($0.ratio) }),
    Field(
      "ratio_low", title: "from", .ratio, told: { $0.resolved?.lowText.map { "×" + $0 } },
      value: { FieldValue($0.interval?.low) }),
    Field(
      "ratio_high", title: "to", .ratio, told: { $0.resolved?.highText.map { "×" + $0 } },
      value: { FieldValue($0.interval?.high) }),
    Field("rounds", .count) { FieldValue($0.rounds) },
    Field("adjusted_probability", .number, isInTable: false) {
      FieldValue($0.adjustedProbability)
    },
    Field("verdict", .text) { .text($0.outcome.rawValue) },
    Field("reason", .text) { FieldValue($0.reason) },
  ]
}
