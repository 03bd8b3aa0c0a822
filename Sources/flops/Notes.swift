import Accounting
import Architectures
import CommandLineKit

/// What a careful colleague would add to a table of answers, a sentence each.
enum Notes {
  /// - Parameter longest: The longest sequence that is asked about, cached positions included.
  static func of(
    _ candidates: [Candidate], longest: Int, _ conventions: [Convention], isTraining: Bool
  ) -> [String] {
    var notes: [String] = []
    func add(_ note: String) { if !notes.contains(note) { notes.append(note) } }
    let short = candidates.map(\.configuration).filter { longest > $0.maximumPositions }
    if !short.isEmpty {
      var names: [String] = []
      for model in short {
        let name = "\(model.name) \(NumberFormat.grouped(model.maximumPositions))"
        if !names.contains(name) { names.append(name) }
      }
      add(
        "full attention beyond a model's positions is hypothetical: "
          + names.joined(separator: ", "))
    }
    for candidate in candidates {
      guard let cut = candidate.entry.segmentation(longest, candidate.options) else { continue }
      let reserved = candidate.entry.reserved(candidate.options)
      add(
        "\(cut.length - reserved) of a segment's \(cut.length) positions hold content; the rest "
          + "is memory and special tokens")
    }
    for convention in conventions {
      if isTraining, convention.training == nil {
        add("\(convention.name) has no rule for training; its FLOPs are left out")
      }
      for mistake in convention.mistakes {
        add("\(convention.name), as its source has it: \(mistake.text)")
      }
    }
    return notes
  }
}
