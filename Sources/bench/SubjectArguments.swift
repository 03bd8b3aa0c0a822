import Architectures
import ArgumentParser
import CommandLineKit
import Kernels
import Operations
import Text
import Workloads

/// What is timed, whole: model, layers, weights, and how it is run.
struct SubjectArguments: ParsableArguments {
  // Beside each other: in debug builds the parser's checks of itself take five times as long for each
  // level of groups.
  @OptionGroup var model: ModelArguments
  @OptionGroup var workload: WorkloadArguments
  @OptionGroup var team: ThreadArguments
  @OptionGroup var memory: RecurrentMemoryArguments

  @Option(
    help: ArgumentHelp(
      "Architectures with commas between; full:scores=stored keeps all scores in memory. "
        + "(default: full,rmt)",
      valueName: "name,…"),
    completion: .names { ArchitectureEntry.allForms.map(\.name) },
    transform: CommandLineError.usage(ArchitectureEntry.cells))
  var arch: [ArchitectureEntry]?

  @Option(help: StackFile.help, completion: .file())
  var stack: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many of the model's layers are run. (default: 1, with --logits all)",
      valueName: "count|all"),
    transform: LayerChoice.parse)
  var layers: LayerChoice?

  @Option(
    help: ArgumentHelp(
      "Time the model from tokens, with the vocabulary product at these positions.",
      valueName: "all|last|none"))
  var logits: Logits?

  @Option(
    help: ArgumentHelp(
      "A folder with config.json and safetensors files, whose model and weights are timed.",
      valueName: "folder"), completion: .directory)
  var weights: String?

  /// What the stack's file says; known by its name from when the arguments were validated.
  private var composed: ArchitectureEntry? {
    get throws { try stack.map(CommandLineError.usage(StackFile.known)) }
  }

  func validate() throws { _ = try composed }

  /// The first is what the others are compared with.
  var architectures: [ArchitectureEntry] {
    (arch ?? ArchitectureEntry.usual) + ((try? composed).flatMap(\.self).map { [$0] } ?? [])
  }

  /// What architectures are made from.
  var options: ArchitectureEntry.Options { memory.options(mask: workload.mask) }

  /// What the architectures are computed of.
  ///
  /// - Throws: As ``subject(of:)``.
  var subject: SweepSubject { get throws { try subject(of: architectures) } }

  /// The same of other architectures.
  ///
  /// - Throws: A usage error when there is no such subject, or an architecture can't be computed
  ///   under the mask and with such segments.
  func subject(of entries: [ArchitectureEntry]) throws -> SweepSubject {
    for entry in entries { _ = try entry.checked(options) }
    return try SweepSubject(model, weights: weights, layers: layers, logits: logits)
  }

  /// What the files of stacks hold, by the stack's name.
  var stacks: [String: ParsedJSON] {
    get throws {
      try composed.flatMap { stack in StackFile.text(of: stack).map { [stack.name: $0] } } ?? [:]
    }
  }

  /// The options that make the same again, in any process.
  var words: [String] {
    model.words
      + [
        "--mask=\(workload.mask.rawValue)", "--dtype=\(workload.dtype.rawValue)",
        "--threads=\(team.threadCount)", "--seed=\(workload.seed)",
        "--segment=\(memory.segment)", "--memory=\(memory.memory)",
      ]
      + (arch.map { ["--arch=\($0.map(\.name).joined(separator: ","))"] } ?? [])
      + (stack.map { ["--stack=\($0)"] } ?? [])
      + (layers.map { ["--layers=\($0)"] } ?? [])
      + (logits.map { ["--logits=\($0.rawValue)"] } ?? [])
      + (weights.map { ["--weights=\($0)"] } ?? [])
  }

  /// What cells are run on.
  var device: any Device { CPUDevice() }

  /// The workbench of a subject with its weights.
  ///
  /// - Throws: A sentence when they are more than the memory that is available.
  func bench(_ subject: SweepSubject) throws -> Workbench {
    let bench = try bench(subject, weights: subject.weights(seed: workload.seed))
    try bench.checkWeights()
    return bench
  }

  /// The same without a checkpoint's weights: to count with, not to run.
  func countingBench(_ subject: SweepSubject) throws -> Workbench {
    try bench(
      subject, weights: subject.weightsName.map { ($0, RandomWeights(seed: workload.seed)) })
  }

  private func bench(
    _ subject: SweepSubject, weights: (name: String, source: any WeightSource)?
  ) throws -> Workbench {
    try Workbench(
      subject.transformer, options: options, type: workload.dtype, threads: team.threadCount,
      seed: workload.seed, weights: weights, on: device)
  }
}
