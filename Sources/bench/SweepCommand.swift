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
      embedding and vocabulary product take no part.

      Examples:
        bench --segments 1...4096
        bench --segments 1...64 --mask causal --budget 2m
        bench --segments 1,8,64 --model opt-1.3b --format jsonl
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
    help: ArgumentHelp("How many of the model's layers are run.", valueName: "count"),
    transform: Count.parser(upTo: 1024))
  var layers: Count = 1

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
    let model = try workload.model.model
    guard layers.value <= model.layers else {
      throw ValidationError(
        "--layers \(layers) is more than \(model.name) has; it has \(model.layers)")
    }
  }

  func run() throws {
    if !dryRun {
      // Before minutes are spent on what couldn't be kept.
      try explainingWriteErrors {
        try SweepResults.check(folder: out ?? "Results")
        try OutputFolder.check(path: plots.plots, option: "--plots")
      }
    }
    try workload.printNotes()
    let bench = Workbench(
      model: try workload.model.model, layers: layers.value,
      options: try workload.memory.options(mask: workload.mask),
      threads: workload.threadCount, seed: workload.seed)
    var session = try SweepSession(bench, sweep: sweep, limits: limits, format: format)
    session.announce()
    if dryRun { return }
    try explainingWriteErrors {
      try session.run(folder: out)
      try session.report(plots)
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
