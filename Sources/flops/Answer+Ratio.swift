import Accounting
import Architectures
import CommandLineKit

extension Answer {
  /// Sets the ratio of another answer's FLOPs to this one's.
  mutating func setRatio(to first: Answer) {
    guard let mine = bill?.total, let other = first.bill?.total, mine > 0 else { return }
    ratio = Double(other) / Double(mine)
  }

  /// What a careful colleague would add to many answers, a sentence each.
  static func notes(_ answers: [Answer]) -> [String] {
    var notes: [String] = []
    func add(_ note: String) { if !notes.contains(note) { notes.append(note) } }
    var seen: Set<String> = []
    for answer in answers {
      let configuration = answer.question.candidate.configuration
      let end = answer.question.pass.cached + answer.question.pass.positions
      if end > configuration.maximumPositions, seen.insert(configuration.name).inserted {
        add(
          "\(configuration.name) has \(NumberFormat.grouped(configuration.maximumPositions)) "
            + "positions; full attention beyond them is hypothetical")
      }
      guard seen.insert("convention \(answer.convention.name)").inserted else { continue }
      for mistake in answer.convention.mistakes {
        add("\(answer.convention.name), as its source has it: \(mistake.text)")
      }
      if answer.bill == nil {
        add("\(answer.convention.name) has no rule for training; its FLOPs are left out")
      }
    }
    let segmented = answers.first { $0.question.segmentation != nil }
    if let segmented, let cut = segmented.question.segmentation {
      let reserved = segmented.question.candidate.entry.reserved(
        segmented.question.candidate.options)
      add(
        "\(cut.length - reserved) of a segment's \(cut.length) positions hold content; the rest "
          + "is memory and special tokens")
    }
    return notes
  }
}
