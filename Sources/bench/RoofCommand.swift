import Architectures
import ArgumentParser
import Charts
import CommandLineKit
import Files
import Foundation
import Kernels
import Measurement
import Workloads

/// `bench roof`: what the machine can reach, and what the kernels reach of it.
struct RoofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roof",
    abstract: "Measures this machine's roof and the kernels beside it, stores and draws it.",
    discussion: """
      On all threads and on one, in f32 and, where the processor has instructions for it, bf16: the \
      multiply-add peak, a loop of independent fused multiply-adds in registers, and the bandwidth, \
      a copy of much more than the caches hold. Each kernel is timed in alternation with one of \
      them; the share is the median of the pairs' ratios. `flops --hardware local` and `bench` \
      predict times from what is stored.

      Examples:
        bench roof
        bench roof --quick --threads 1
        bench roof --model opt-1.3b --dry-run
      """)

  @OptionGroup var model: ModelArguments
  @OptionGroup var team: ThreadArguments
  @OptionGroup var memory: RecurrentMemoryArguments

  @Option(parsing: .unconditional, help: Seed.help, transform: Seed.parse)
  var seed: UInt64 = 1

  @Flag(help: "Take a third of the time, without the longest attention.")
  var quick = false

  @Option(
    help: ArgumentHelp(
      "The folder to store the roof below; git ignores the usual one.",
      valueName: "folder"), completion: .directory)
  var results = ResultsFolder.own

  @Flag(help: "Measure and print, but store and draw nothing.")
  var dryRun = false

  @OptionGroup var plots: PlotArguments

  /// A kernel over more positions takes too long to be timed again and again.
  private static let longestSegment = 2048

  func validate() throws {
    guard memory.segment.value <= Self.longestSegment else {
      throw ValidationError(
        "--segment \(memory.segment) is too long here; the longest is \(Self.longestSegment)")
    }
    for entry in ArchitectureEntry.usual { _ = try entry.checked(memory.options(mask: .full)) }
    let available = ResourceLimits.current.availableMemoryBytes
    guard available == 0 || available >= Roof.leastMemoryBytes else {
      throw ValidationError(
        "a roof takes \(NumberFormat.bytes(Roof.leastMemoryBytes)) of memory, and "
          + "\(NumberFormat.bytes(available)) are available")
    }
  }

  func run() throws {
    if !dryRun {
      try explainingWriteErrors { try OutputFolder.check(path: results, option: "--results") }
      try plots.check()
    }
    StandardError.note(try model.notes + team.notes)
    StandardError.warn([GitCommit.obstacle].compactMap(\.self))
    let roof = try Roof(
      Roof.Setting(
        model.model, memory: memory.options(mask: .full).memory, threads: team.threadCount,
        isQuick: quick, seed: seed))
    let measured = try measured(roof)
    var output = StandardOutput()
    output.write(RoofReport(roof: measured).text)
    guard !dryRun else { return }
    let path = MeasuredRoof.path(fingerprint: measured.fingerprint, in: results)
    try explainingWriteErrors {
      try OutputFile(path, option: "--results").write(measured.fileContents())
    }
    var standardError = StandardError()
    standardError.write("roof: \(path)\n")
    try plots.draw([RooflineChart(RooflineInput(measured)).chart])
  }

  private func measured(_ roof: Roof) throws -> MeasuredRoof {
    let profile = MachineProfile.current(compiler: KernelBuild.compiler)
    return MeasuredRoof(
      fingerprint: profile.fingerprint, processor: profile.processor,
      memoryBytes: profile.memoryBytes, model: try model.model.name, peaks: roof.peaks,
      bandwidths: roof.bandwidths, shares: roof.shares, kernels: roof.kernels,
      commit: profile.commit, measured: Date().formatted(.iso8601),
      command: ["bench"] + CommandLine.arguments.dropFirst())
  }
}
