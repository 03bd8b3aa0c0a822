import Architectures
import ArgumentParser
import CommandLineKit
import Foundation
import Kernels
import Measurement
import Workloads

/// `bench roof`: what the machine can reach, and what the kernels reach of it.
struct RoofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roof",
    abstract: "Measures this machine's roof and the kernels beside it, and stores it.",
    discussion: """
      Each kernel is timed in alternation with the machine: the multiply-add peak, a loop of \
      independent fused multiply-adds in registers, or the bandwidth, a copy of much more than the \
      caches hold. The share is the median of the pairs' ratios. `flops --hardware local` and \
      `bench` predict times from what is stored.

      Examples:
        bench roof
        bench roof --threads 1
        bench roof --model opt-1.3b --dry-run
      """)

  @OptionGroup var workload: WorkloadArguments

  @Option(help: ArgumentHelp("The folder to store the roof below.", valueName: "folder"))
  var results = "Results"

  @Flag(help: "Measure and print, but store nothing.")
  var dryRun = false

  /// A kernel over more positions takes too long to be timed again and again.
  private static let longestSegment = 2048

  func validate() throws {
    guard workload.memory.segment.value <= Self.longestSegment else {
      throw ValidationError(
        "--segment \(workload.memory.segment) is too long here; the longest is "
          + "\(Self.longestSegment)")
    }
  }

  func run() throws {
    if !dryRun {
      try explainingWriteErrors { try OutputFolder.check(path: results, option: "--results") }
    }
    try workload.printNotes()
    let roof = try Roof(
      model: try workload.model.model, options: workload.memory.options(mask: workload.mask),
      threads: workload.threadCount, seed: workload.seed)
    var output = StandardOutput()
    output.write(text(roof))
    guard !dryRun else { return }
    let stored = measured(roof)
    let path = MeasuredRoof.path(fingerprint: stored.fingerprint, in: results)
    try explainingWriteErrors {
      let folder = try OutputFolder(
        path: (path as NSString).deletingLastPathComponent, option: "--results")
      try folder.write(stored.fileContents(), to: (path as NSString).lastPathComponent)
    }
    var standardError = StandardError()
    standardError.write("roof: \(path)\n")
  }

  private func text(_ roof: Roof) -> String {
    """
    multiply-add peak   \(NumberFormat.fixed(roof.peakFlopsPerSecond / 1e9, decimals: 0)) GFLOP/s, \
    f32, \(workload.threadCount) threads
    memory bandwidth    \(NumberFormat.fixed(roof.bandwidthBytesPerSecond / 1e9, decimals: 1)) GB/s, \
    read and written

    \(table(roof.kernels, "kernel", "GFLOP/s", "of the peak").render())
    what predictions are made from:

    \(table([roof.products, roof.attention], "", "GFLOP/s", "of the peak").render())
    \(table([roof.norm], "", "GB/s", "of the bandwidth").render())
    medians of up to \(Roof.pairs) pairs of machine and kernel; fastest: the fastest run of the
    kernel for the fastest of the machine, which a neighbour on a shared machine disturbs least

    """
  }

  private func table(
    _ rates: [Roof.Rate], _ title: String, _ unit: String, _ share: String
  ) -> Table {
    var table = Table(
      [
        .init(title), .init(unit, .right), .init(share, .right), .init("fastest", .right),
      ], indent: 2)
    for rate in rates {
      table.append([
        rate.name, NumberFormat.fixed(rate.perSecond / 1e9, decimals: 0),
        NumberFormat.percent(rate.share), NumberFormat.percent(rate.fastestShare),
      ])
    }
    return table
  }

  private func measured(_ roof: Roof) -> MeasuredRoof {
    let profile = MachineProfile.current(compiler: KernelBuild.compiler)
    return MeasuredRoof(
      fingerprint: profile.fingerprint, processor: profile.processor,
      threads: workload.threadCount, memoryBytes: profile.memoryBytes,
      peakFlopsPerSecond: roof.peakFlopsPerSecond,
      bandwidthBytesPerSecond: roof.bandwidthBytesPerSecond,
      productShare: roof.products.share, attentionShare: roof.attention.share,
      bandwidthShare: roof.norm.share, commit: profile.commit,
      measured: Date().formatted(.iso8601), command: ["bench"] + CommandLine.arguments.dropFirst())
  }
}
