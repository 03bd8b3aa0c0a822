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
    transform: CommandLineError.usage(NamedModel.list))
  var named: [NamedModel] = []

  @OptionGroup var overrides: ModelOverrides

  @Option(
    name: .customLong("arch"),
    help: ArgumentHelp(
      "Architectures with commas between, such as full,rmt:segment=1024,memory=16. (default: all)",
      valueName: "name,…"),
    transform: CommandLineError.usage(ArchitectureChoice.list))
  var architectures: [ArchitectureChoice] = []

  @OptionGroup var memory: RecurrentMemoryArguments

  /// The models as they were named, with what was set.
  func models() throws -> [NamedModel] {
    let named = named.isEmpty ? try NamedModel.list("opt-125m") : named
    return try named.map { try overrides.applied(to: $0) }
  }

  /// Every model as every architecture.
  func candidates(logits: Logits) throws -> [Candidate] {
    let choices =
      architectures.isEmpty
      ? ArchitectureEntry.all.map { ArchitectureChoice($0) } : architectures
    return try models().flatMap { model in
      let transformer = Transformer(model.configuration, logits: logits)
      return try choices.map { choice in
        Candidate(
          transformer, choice.entry,
          options: try choice.options(
            mask: model.configuration.mask, segment: memory.segment, slots: memory.memory))
      }
    }
  }
}
