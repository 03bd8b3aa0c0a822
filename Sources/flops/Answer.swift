import Accounting
import CommandLineKit

/// A question answered by one counting rule: a row of every table of results.
///
/// A sweep has tens of thousands, so a row holds what is printed and not the whole bill.
struct Answer: Sendable {
  /// What a bill comes to.
  struct Cost: Sendable {
    let total: UInt128
    let multiplyAdds: UInt128
    let attentionShare: Double
  }

  /// A convention, shared by all rows that it answers.
  final class Rule: Sendable {
    let convention: Convention

    init(_ convention: Convention) {
      self.convention = convention
    }
  }

  let question: Question
  private let rule: Rule
  /// `nil` when the convention has no rule for the phase.
  let cost: Cost?
  /// FLOPs of the first candidate for one of this one's, under the same convention.
  var ratio: Double?

  var convention: Convention { rule.convention }

  init(_ question: Question, _ rule: Rule) {
    self.question = question
    self.rule = rule
    cost = question.bill(rule.convention).map {
      Cost(
        total: $0.total, multiplyAdds: $0.multiplyAdds, attentionShare: $0.attentionShare)
    }
  }
}

extension Answer {
  /// What is asked: the columns that tell rows apart.
  private static let asked: [Field<Answer>] = [
    Field("model", .text) { .text($0.question.model) },
    Field("architecture", .text) { .text($0.question.candidate.entry.name) },
    Field("segment", .count) {
      FieldValue($0.question.segmentation?.length)
    },
    Field("memory_slots", title: "memory rows", .count, isInTable: false) {
      FieldValue($0.question.memorySlots)
    },
    Field("positions", .count) { FieldValue($0.question.positions) },
    Field("packed_lengths", .text, isInTable: false) {
      FieldValue($0.question.packedLengths)
    },
    Field("content_positions", .count, isInTable: false) {
      FieldValue($0.question.contentPositions)
    },
    Field("batch", .count, isInTable: false) { FieldValue($0.question.pass.batch) },
    Field("phase", .text, isInTable: false) { .text($0.question.pass.phase.name) },
    Field("train", .text, isInTable: false) { FieldValue($0.question.trained) },
    Field("cached_positions", .count, isInTable: false) {
      FieldValue($0.question.pass.cached)
    },
    Field("convention", .text) { .text($0.convention.name) },
  ]

  /// What it costs in operations.
  ///
  /// The column is named `flops` whatever the convention counts; `unit` says what a unit is.
  private static let counted: [Field<Answer>] = [
    Field("flops", title: "FLOPs", .flops, isStringInJSON: true) { FieldValue($0.cost?.total) },
    Field("macs", title: "MACs", .macs, isStringInJSON: true) {
      FieldValue($0.cost?.multiplyAdds)
    },
    Field("attention_share", title: "attention", .share) {
      FieldValue($0.cost?.attentionShare)
    },
    Field("ratio", title: "first / this", .ratio) { FieldValue($0.ratio) },
  ]

  /// What it takes besides.
  private static let taken: [Field<Answer>] =
    [
      Field("sequential_depth", .count) { FieldValue($0.question.sequentialDepth) },
      Field(
        "traffic_bytes", title: "bytes moved", .bytes, isInTable: false, isStringInJSON: true
      ) { FieldValue($0.question.traffic?.total) },
      expertTraffic(.least), expertTraffic(.most),
    ] + MemoryPart.fields { $0.question.memory } + [
      Field("dtype", .text, isInTable: false) { .text($0.question.dtype) },
      Field("hardware", .text) { FieldValue($0.question.hardware?.name) },
      Field("fits", .flag) { FieldValue($0.question.fits) },
      Field("seconds", title: "time", .seconds) { FieldValue($0.question.time?.seconds) },
    ]

  /// Bytes moved by a mixture when so many experts are read; `traffic_bytes` are those expected.
  private static func expertTraffic(_ experts: ExpertsTouched) -> Field<Answer> {
    Field(
      "traffic_bytes_\(experts.rawValue)_experts",
      title: "bytes moved, \(experts.rawValue) experts", .bytes, isInTable: false,
      isStringInJSON: true
    ) { FieldValue($0.question.traffic(experts)?.total) }
  }

  /// Every column; tables show the unit only where one of the conventions counts something else
  /// than FLOPs.
  static func fields(for conventions: [Convention]) -> [Field<Answer>] {
    let isPlain = conventions.allSatisfy { $0.unit == .flops }
    let unit = Field<Answer>("unit", title: "FLOPs are", .text, isInTable: !isPlain) {
      .text($0.convention.unit.rawValue)
    }
    return asked + [unit] + counted + taken
  }
}

extension Question {
  /// The lengths of a pack with commas between; `nil` of a single sequence.
  var packedLengths: String? {
    lengths.count == 1 ? nil : lengths.map(String.init).joined(separator: ",")
  }

  /// What training trains; `nil` outside it.
  var trained: String? {
    pass.recomputation == nil ? nil : pass.adapters?.text ?? "full"
  }
}

extension Pass.Phase {
  /// The name in options and records.
  var name: String {
    switch self {
    case .prefill: "prefill"
    case .decode: "decode"
    case .training: "train"
    }
  }
}
