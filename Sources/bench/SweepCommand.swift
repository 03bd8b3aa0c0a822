import Architectures
import ArgumentParser
import CommandLineKit
import Files
import Kernels
import Measurement
import Reports
import Workloads

/// `bench sweep`, the default: times every architecture over every number of segments.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Times architectures, full attention and RMT, over a sweep of lengths.",
    discussion: """
      A sweep is a list of counts and ranges: 1...4096 doubles and includes 4096; 1...4096x4, \
      1...64+8, 1...100:5 and 1,2,4 do what they say. Numbers are read as flops reads them: \
      2e3, 1k (k = 1000), 1Ki (Ki = 1024).

      Timed are the model's layers on random weights, from rows of the hidden width to the same; \
      embedding and vocabulary product take no part. With --logits the model is timed from tokens: \
      scores of all positions, of the last, or none. --weights takes a checkpoint's model and \
      weights in place of random ones.

      Each round visits every cell once, in a fresh process; a cell is measured in three rounds at \
      least, and until its median is known to ±2 %. Samples are stored as they come: the same \
      command goes on where it was interrupted. Runs and charts are kept in .contextcost, which git \
      ignores; --results Results --plots Plots puts those elsewhere that are to be committed.

      Examples:
        bench --segments 1...4096
        bench --segments 1...64 --mask causal --budget 2m
        bench --segments 1...16 --arch full,full:scores=stored,rmt --against rmt
        bench --segments 1,8,64 --model opt-1.3b --format jsonl
        bench --segments 1,4 --layers all --logits last
      """)

  /// What becomes of a run of the same configuration that was interrupted.
  enum Start: String, EnumerableFlag {
    case resume
    case fresh

    static func help(for value: Start) -> ArgumentHelp? {
      switch value {
      case .resume: "Go on with the newest unfinished run of the same configuration."
      case .fresh: "Start anew."
      }
    }
  }

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Segment counts to visit.", valueName: "sweep"),
    transform: Sweep.parser(upTo: CellName.mostSegments))
  var segments: [Sweep]

  @OptionGroup var subject: SubjectArguments

  @Option(help: AgainstOption.help)
  var against: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Time the sweep may take in all. (default: 30m)", valueName: "time"),
    transform: TimeSpan.parse)
  var budget: TimeSpan = .thirtyMinutes

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Resident memory at most, such as 16Gi. (default: 80 % of what is available)",
      valueName: "bytes"),
    transform: CommandLineError.usage(ByteCount.parse))
  var memoryLimit: ByteCount?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rounds for each cell. (default: until the median is known to ±2 %, at least 3)",
      valueName: "count"),
    transform: Count.parser(upTo: 1000))
  var rounds: Count?

  @Flag(help: "Print the sweep, the memory and the time it needs, and stop.")
  var dryRun = false

  @Option(help: "How results are printed.")
  var format: OutputFormat = .table

  @Option(
    help: ArgumentHelp(
      "The folder for this run's results. (default: one of its own in --results)",
      valueName: "folder"), completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Where runs have folders of their own; git ignores the usual place. "
        + "(default: \(ResultsFolder.own))",
      valueName: "folder"), completion: .directory)
  var results: String?

  @Flag var start: Start = .resume

  @OptionGroup var plots: PlotArguments

  func validate() throws {
    _ = try subject.subject
    do throws(CommandLineError) {
      _ = try ReportedRun.baseline(against, among: subject.architectures.map(\.name))
    } catch {
      throw error.usage
    }
  }

  func run() throws {
    if let results {
      try explainingWriteErrors { try OutputFolder.check(path: results, option: "--results") }
    }
    if !dryRun { try plots.check() }
    let timed = try subject.subject
    timed.printNotes()
    let session = try SweepSession(request, timed)
    if dryRun { return try session.dryRun() }
    try explainingWriteErrors { try session.run(plots) }
  }

  private var request: SweepSession.Request {
    SweepSession.Request(
      subject: subject, sweep: Sweep(union: segments) ?? "1", budget: budget.seconds,
      rounds: rounds.map { .fixed($0.value) } ?? .untilPrecise, memoryLimit: memoryLimit?.value,
      out: out, results: results, isFresh: start == .fresh, against: against, format: format)
  }
}
