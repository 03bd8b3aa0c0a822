import Architectures
import ArgumentParser
import CommandLineKit
import Operations

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
    completion: .names { ArchitectureEntry.allForms.map(\.name) },
    transform: CommandLineError.usage(ArchitectureEntry.list))
  var architectures: [ArchitectureEntry] = []

  @Option(
    help: StackFile.help, completion: .file(), transform: CommandLineError.usage(StackFile.entry))
  var stack: ArchitectureEntry?

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

  /// The command's segment and memory, where the architecture has none of its own.
  private func options(
    of entry: ArchitectureEntry, mask: AttentionMask
  ) throws -> ArchitectureEntry.Options {
    try entry.checked(
      .init(mask: mask, memory: RecurrentMemory(slots: memory, segmentLength: segment.value)))
  }

  /// Every model as every architecture.
  func candidates(logits: Logits) throws -> [Candidate] {
    try candidatesByModel(logits: logits).flatMap(\.self)
  }

  /// The same, a list for each model.
  func candidatesByModel(logits: Logits) throws -> [[Candidate]] {
    let named = architectures.isEmpty ? ArchitectureEntry.usual : architectures
    let choices = named + (stack.map { [$0] } ?? [])
    return try models().map { model in
      let transformer = Transformer(model.configuration, logits: logits)
      return try choices.map { entry in
        Candidate(
          transformer, entry, options: try options(of: entry, mask: model.configuration.mask),
          notes: model.notes, storedTypes: model.storedTypes)
      }
    }
  }
}
