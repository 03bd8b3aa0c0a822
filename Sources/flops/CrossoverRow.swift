import Accounting
import CommandLineKit

/// Where one candidate becomes cheaper than another for good, under a convention.
struct CrossoverRow {
  let pair: CandidatePair
  let convention: Convention
  let limit: Int
  /// `nil` when both cost the same at the limit.
  let crossover: Crossover?
  /// Both costs at the crossover.
  let costs: (first: CandidatePair.Cost, second: CandidatePair.Cost)?

  private var cheaper: Candidate? {
    crossover.map { $0.cheaper == .first ? pair.first : pair.second }
  }

  /// A sentence where the length alone would mislead.
  var note: String? {
    guard let crossover, let cheaper else {
      return
        "both cost the same at a length of \(NumberFormat.grouped(limit)), so neither overtakes"
    }
    let other = crossover.cheaper == .first ? pair.second : pair.first
    return crossover.length == 1
      ? "\(cheaper.title) is cheaper than \(other.title) at every length up to "
        + NumberFormat.grouped(limit)
      : nil
  }

  static func fields(_ metric: Metric) -> [Field<CrossoverRow>] {
    [
      Field("first", .text) { .text($0.pair.first.title) },
      Field("second", .text) { .text($0.pair.second.title) },
      Field("metric", .text) { .text($0.pair.metric.rawValue) },
      Field("convention", .text) {
        $0.pair.metric == .flops ? .text($0.convention.name) : .none
      },
      Field("cheaper", .text) { FieldValue($0.cheaper?.title) },
      Field("from_length", title: "from length", .count) { FieldValue($0.crossover?.length) },
      Field("first_cost", title: "first there", metric.quantity, isStringInJSON: true) {
        value($0.costs?.first)
      },
      Field("second_cost", title: "second there", metric.quantity, isStringInJSON: true) {
        value($0.costs?.second)
      },
      Field("limit", .count, isInTable: false) { FieldValue($0.limit) },
    ]
  }

  private static func value(_ cost: CandidatePair.Cost?) -> FieldValue {
    switch cost {
    case nil: .none
    case .whole(let whole): .integer(whole)
    case .real(let real): .real(real)
    }
  }
}
