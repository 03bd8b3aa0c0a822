import Accounting
import Architectures
import CommandLineKit

/// What a careful colleague would add, a sentence each; every command's notes come from here.
enum Notes {
  /// - Parameter longest: The longest sequence that is asked about, cached positions included.
  static func of(
    _ candidates: [Candidate], longest: Int, _ conventions: [Convention], isTraining: Bool,
    _ machine: MachineArguments
  ) -> [String] {
    distinct(
      candidates.flatMap { $0.notes + machine.notes(on: $0) } + experts(of: candidates)
        + positions(of: candidates, longest: longest)
        + segments(of: candidates, longest: longest)
        + mistakes(of: conventions)
        + conventions.filter { isTraining && $0.training == nil }.map {
          "\($0.name) has no rule for training; its FLOPs are left out"
        })
  }

  /// How many of a mixture's experts are taken to be read.
  static func experts(of candidates: [Candidate]) -> [String] {
    candidates.compactMap { candidate in
      candidate.configuration.experts.map {
        "\(candidate.configuration.name): bytes moved and time are those expected when each position "
          + "chooses \($0.active) of \($0.count) experts uniformly and on its own, so that T of them "
          + "read \($0.count)·(1 − (1 − \($0.active)/\($0.count))^T)"
      }
    }
  }

  /// Which models process more positions at once than they have.
  static func positions(of candidates: [Candidate], longest: Int) -> [String] {
    let names = distinct(
      candidates.compactMap { candidate in
        let program = candidate.architecture(over: longest)
        let most = program.model.configuration.maximumPositions
        let atOnce = program.segmentation(of: longest)?.length ?? longest
        guard min(longest, atOnce) > most else { return nil }
        return "\(candidate.configuration.name) as \(candidate.shortTitle) has "
          + NumberFormat.grouped(most)
      })
    guard !names.isEmpty else { return [] }
    return [
      "beyond the positions that a model has its cost is hypothetical: "
        + names.joined(separator: ", ")
    ]
  }

  /// How much of a segment is content.
  static func segments(of candidates: [Candidate], longest: Int) -> [String] {
    distinct(
      candidates.compactMap { candidate in
        guard let cut = candidate.program.segmentation(of: longest) else { return nil }
        let reserved = candidate.program.reserved
        return "a segment's \(cut.length) positions hold \(cut.length - reserved) of content; "
          + "memory and special tokens take \(reserved)"
      })
  }

  /// Mistakes that are reproduced: in full for a few conventions, by name for many.
  static func mistakes(of conventions: [Convention]) -> [String] {
    let wrong = conventions.filter { !$0.mistakes.isEmpty }
    guard wrong.count > 3 else {
      return wrong.flatMap { convention in
        convention.mistakes.map { "\(convention.name), as its source has it: \($0.text)" }
      }
    }
    return [
      "known mistakes of their sources are reproduced under these names: "
        + wrong.map(\.name).joined(separator: ", ")
        + "; `flops list conventions --format json` says which"
    ]
  }

  /// Each once, in order.
  static func distinct(_ notes: [String]) -> [String] {
    var seen: Set<String> = []
    return notes.filter { seen.insert($0).inserted }
  }
}
