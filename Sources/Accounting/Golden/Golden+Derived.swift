import Architectures

/// Numbers for every convention, computed from the published rules alone.
///
/// They were worked out term by term outside this program, and held against the closed formula
/// where the source has one.
extension Golden {
  /// What is counted; each shape brings work that the others lack.
  enum Case: String, CaseIterable, Sendable {
    /// OPT-125M at 2048 positions: ReLU, biases, table of positions.
    case optForward, optTraining, optSelective, optFull
    /// Three sequences of 37 for OPT-350M: projections, no final norm, nothing a round number.
    case smallForward, smallTraining, smallSelective, smallFull
    /// BERT-base at 128: no mask, GELU, token types, pooler.
    case bertForward, bertTraining
    /// LLaMA 2 7B at 1024: a gate, a width that isn't a multiple of hidden.
    case llamaForward, llamaTraining
    /// Mistral 7B at 8192: a window of 4096, grouped heads.
    case mistralForward, mistralTraining
    /// Mixtral 8x7B at 8192: a router, experts.
    case mixtralForward, mixtralTraining

    var subject: GoldenSubject {
      switch self {
      case .optForward, .optTraining, .optSelective, .optFull:
        .whole(GoldenModels.opt125m, 2048)
      case .smallForward, .smallTraining, .smallSelective, .smallFull:
        .whole(GoldenModels.opt350m, 37, batch: 3)
      case .bertForward, .bertTraining: .whole(GoldenModels.bertBase, 128)
      case .llamaForward, .llamaTraining: .whole(GoldenModels.llama7b, 1024)
      case .mistralForward, .mistralTraining: .whole(GoldenModels.mistral7b, 8192)
      case .mixtralForward, .mixtralTraining: .whole(GoldenModels.mixtral8x7b, 8192)
      }
    }

    var recomputation: Recomputation? {
      switch self {
      case .optForward, .smallForward, .bertForward, .llamaForward, .mistralForward,
        .mixtralForward:
        nil
      case .optTraining, .smallTraining, .bertTraining, .llamaTraining, .mistralTraining,
        .mixtralTraining:
        Recomputation.none
      case .optSelective, .smallSelective: .selective
      case .optFull, .smallFull: .full
      }
    }

    var title: String {
      let shape =
        switch self {
        case .optForward, .optTraining, .optSelective, .optFull: "OPT-125M, 2048 positions"
        case .smallForward, .smallTraining, .smallSelective, .smallFull:
          "OPT-350M, 3 × 37 positions"
        case .bertForward, .bertTraining: "BERT-base with pooler, 128 positions"
        case .llamaForward, .llamaTraining: "LLaMA 2 7B, 1024 positions"
        case .mistralForward, .mistralTraining: "Mistral 7B, 8192 positions"
        case .mixtralForward, .mixtralTraining: "Mixtral 8x7B, 8192 positions"
        }
      return switch recomputation {
      case nil: "\(shape), forward"
      case .some(.none): "\(shape), training"
      case .some(let some): "\(shape), training, \(some.rawValue) recomputation"
      }
    }
  }

  /// Numbers of one convention; a case without one is something it has no rule for.
  struct Derivation: Sendable {
    let convention: String
    let rule: String
    let numbers: [Case: UInt128]

    init(_ convention: String, _ rule: String, _ numbers: [Case: UInt128]) {
      self.convention = convention
      self.rule = rule
      self.numbers = numbers
    }

    var checks: [GoldenCheck] {
      Case.allCases.map { shape in
        GoldenCheck(
          "derived.\(convention).\(shape.rawValue)", shape.title, convention,
          numbers[shape] == nil
            ? "the source has no rule for the backward pass"
            : "derived from the rule: \(rule)",
          numbers[shape].map { .exact($0) } ?? .absent, of: shape.subject,
          shape.recomputation.map { .training($0) } ?? .forward,
          unit: convention.hasPrefix("fvcore") ? .multiplyAdds : .flops)
      }
    }
  }

  static let derived: [GoldenCheck] =
    (derivedPapers + derivedProducts + derivedTrainers + derivedTools).flatMap(\.checks)
}
