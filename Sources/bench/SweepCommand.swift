import Architectures
import ArgumentParser
import Charts
import CommandLineKit
import Kernels
import Measurement
import Workloads

/// `bench sweep`, the default: times every architecture over every number of segments.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Times full attention and RMT over a sweep of segment counts.",
    discussion: """
      A sweep is a list of counts and ranges: 1...4096 doubles and includes 4096; 1...4096x4, \
      1...64+8, 1...100:5 and 1,2,4 do what they say. Numbers are read as flops reads them: \
      2e3, 1k (k = 1000), 1Ki (Ki = 1024).

      Timed are the model's layers on random weights, from rows of the hidden width to the same; \
      embedding and vocabulary product take no part. With --logits the model is timed from tokens: \
      scores of all positions, of the last, or none. --weights takes a checkpoint's model and \
      weights in place of random ones.

      Examples:
        bench --segments 1...4096
        bench --segments 1...64 --mask causal --budget 2m
        bench --segments 1,8,64 --model opt-1.3b --format jsonl
        bench --segments 1,4 --layers all --logits last
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table
    case jsonl
  }

  /// The most segments a sweep may ask for; with the longest segment it is a petaposition.
  private static let mostSegments = 1_000_000_000

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Segment counts to visit.", valueName: "sweep"),
    transform: Sweep.parser(upTo: SweepCommand.mostSegments))
  var segments: [Sweep]

  @OptionGroup var workload: WorkloadArguments

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
      valueName: "folder"))
  var weights: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time the sweep may take in all. (default: 10m)", valueName: "time"),
    transform: TimeSpan.parse)
  var budget: TimeSpan = .tenMinutes

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Resident memory at most, such as 16Gi. (default: 80 % of what is available)",
      valueName: "bytes"),
    transform: Count.parse)
  var memoryLimit: Count?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Rounds at most for each cell. (default: 15)", valueName: "count"),
    transform: Count.parser(upTo: 1000))
  var rounds: Count = 15

  @Flag(help: "Print the sweep, the memory and the time it needs, and stop.")
  var dryRun = false

  @Option(help: "How results are printed.")
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      "The folder for this run's results. (default: one of its own in Results)",
      valueName: "folder"))
  var out: String?

  @OptionGroup var plots: PlotArguments

  func validate() throws {
    _ = try subject
  }

  func run() throws {
    if !dryRun {
      // Before minutes are spent on what couldn't be kept.
      try explainingWriteErrors {
        try SweepResults.check(folder: out ?? "Results")
        try OutputFolder.check(path: plots.plots, option: "--plots")
      }
    }
    let subject = try subject
    let weights = try subject.weights(seed: workload.seed)
    subject.printNotes()
    let bench = Workbench(
      subject.transformer, options: try workload.memory.options(mask: workload.mask),
      type: workload.dtype, threads: workload.threadCount, seed: workload.seed,
      weights: weights)
    var session = try SweepSession(
      bench, whole: subject.whole, sweep: sweep, limits: limits, format: format)
    session.announce()
    if dryRun { return }
    try explainingWriteErrors {
      try session.run(folder: out)
      try session.report(plots)
    }
  }

  private var subject: SweepSubject {
    get throws {
      try SweepSubject(workload.model, weights: weights, layers: layers, logits: logits)
    }
  }

  private var sweep: Sweep { Sweep(union: segments) ?? "1" }

  private var limits: SweepPlan.Limits {
    let available = MachineProfile.availableMemoryBytes
    let limit = memoryLimit?.value ?? (available > 0 ? available / 10 * 8 : Int.max)
    return SweepPlan.Limits(
      budget: budget.seconds, memoryBytes: limit, rounds: rounds.value)
  }
}
