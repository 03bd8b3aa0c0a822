import CommandLineKit
import Statistics
import Text

extension PaperBesideMachine {
  /// What the numbers are, the most important sentence first, the one about what is measured last.
  public var sentences: [String] {
    [lawSentence, timedCountSentence, countSentence, scopeSentence].compactMap { $0 }
  }

  private func at(_ positions: Int) -> String { Plural.text(positions, "position") }

  private func count(_ name: String, whole: Bool, positions: Int) -> Double? {
    counts.first { $0.isWholeModel == whole && $0.convention.name == name }?
      .ratios.first { $0.positions == positions }?.value
  }

  /// FLOPs of what was timed, where it was timed.
  private var timedCountSentence: String? {
    guard let time = measuredTime else { return nil }
    let whole = subject.isWholeTimed
    guard let matmul = count("matmul", whole: whole, positions: time.positions),
      let executed = count("executed", whole: whole, positions: time.positions)
    else { return nil }
    return "The FLOPs of the program that was timed, counted at \(at(time.positions)), are "
      + "\(Self.times(matmul)) under matmul and \(Self.times(executed)) under executed."
  }

  private var lawSentence: String? {
    guard !lawTimes.isEmpty else {
      return "Too few sizes were measured to fit both laws: nothing is said of longer sequences."
    }
    let parts = lawTimes.map { ratio -> String in
      let number = ResolvedNumber(ratio.value, ratio.spread)
      return "×\(number.text) (\(ratio.spread.text(number))) at \(at(ratio.positions))"
    }
    return "The laws fitted to the times, which are a model, give "
      + parts.joined(separator: " and ") + "."
  }

  private var countSentence: String? {
    let positions = Self.paperPositions
    let values = subject.conventions.compactMap { convention in
      count(convention.name, whole: true, positions: positions).map {
        "\(Self.times($0)) under \(convention.name)"
      }
    }
    guard !values.isEmpty else { return nil }
    var sentence =
      "FLOPs of the whole \(subject.modelName) over \(at(positions)) are "
      + values.listed
    if let paper = Self.published(subject, positions: positions) {
      sentence += "; the RMT paper's \(Self.times(paper)) is the first of these"
    }
    return sentence + "."
  }

  /// What is measured and what is not, in one sentence.
  private var scopeSentence: String {
    func up(_ name: String, _ positions: Int?) -> String {
      positions.map { "\(name) up to \(at($0))" } ?? "\(name) not at all"
    }
    let all = subject.isWholeTimed ? "" : ", and of the whole model nothing was timed"
    return "Measured are time and memory of \(subject.timedName) on this machine, "
      + "\(up("full attention", largest.full)) and \(up("RMT", largest.rmt)); what the laws say "
      + "beyond is predicted, FLOPs are counted\(all)."
  }
}

extension [String] {
  /// `a, b and c`.
  var listed: String {
    guard count > 1, let last else { return joined() }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}
