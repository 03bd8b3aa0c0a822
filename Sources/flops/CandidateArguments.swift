import Architectures
import ArgumentParser
import CommandLineKit

/// Which models, and as which architectures.
struct CandidateArguments: ParsableArguments {
  @Option(
    name: .customLong("model"),
    help: ArgumentHelp(
      "Presets (opt-125m, a family such as opt, or all) and paths of Hugging Face config.json "
        + "files, with commas between. (default: opt-125m)",
      valueName: "name|path,…"),
    completion: .models,
    transform: CommandLineError.usage(NamedModel.list))
  var named: [NamedModel] = []

  @Option(name: .customLong("set"), help: ModelOverrides.help)
  var overrides: [String] = []

  @Option(
    name: .customLong("arch"),
    help: ArgumentHelp(
      "Architectures with commas between, such as full,full:scores=stored,"
        + "rmt:segment=1024,memory=16. (default: full,rmt)",
      valueName: "name,…"),
    completion: .names { ArchitectureChoice.forms },
    transform: CommandLineError.usage(ArchitectureChoice.list))
  var architectures: [ArchitectureChoice] = []

  // Not a group of its own: in debug builds the parser's checks of itself take five times as long
  // for each level of groups.
  @Option(
    parsing: .unconditional, help: RecurrentMemoryArguments.segmentHelp,
    transform: Count.parser(upTo: RecurrentMemoryArguments.largest))
  var segment: Count = 512

  @Option(
    parsing: .unconditional, help: RecurrentMemoryArguments.memoryHelp,
    transform: RecurrentMemoryArguments.slots)
  var memory: Int = 10

  /// The models as they were named, with what was set.
  private func models() throws -> [NamedModel] {
    let named = named.isEmpty ? try NamedModel.list("opt-125m") : named
    return try named.map { try ModelOverrides.apply(overrides, to: $0) }
  }

  /// Every model as every architecture.
  func candidates(logits: Logits) throws -> [Candidate] {
    try candidatesByModel(logits: logits).flatMap(\.self)
  }

  /// The same, a list for each model.
  func candidatesByModel(logits: Logits) throws -> [[Candidate]] {
    let choices =
      architectures.isEmpty
      ? ArchitectureEntry.all.map { ArchitectureChoice($0) } : architectures
    return try models().map { model in
      let transformer = Transformer(model.configuration, logits: logits)
      return try choices.map { choice in
        Candidate(
          transformer, choice.entry,
          options: try choice.options(
            mask: model.configuration.mask, segment: segment, slots: memory),
          notes: model.notes, storedTypes: model.storedTypes)
      }
    }
  }
}
