import Architectures
import ArgumentParser
import CommandLineKit
import Workloads

/// `bench roof`: what the machine can reach, and what the kernels reach of it.
struct RoofCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roof",
    abstract: "Measures the multiply-add peak, and the kernels beside it.",
    discussion: """
      Each kernel is timed in alternation with the peak, a loop of independent fused \
      multiply-adds in registers; the share is the median of the pairs' ratios.

      Examples:
        bench roof
        bench roof --threads 1
        bench roof --model opt-1.3b
      """)

  @OptionGroup var workload: WorkloadArguments

  /// A kernel over more positions takes too long to be timed again and again.
  private static let longestSegment = 8192

  func validate() throws {
    guard workload.memory.segment.value <= Self.longestSegment else {
      throw ValidationError(
        "--segment \(workload.memory.segment) is too long here; the longest is "
          + "\(Self.longestSegment)")
    }
  }

  func run() throws {
    let roof = try Roof(
      model: workload.model.model, options: workload.memory.options(mask: workload.mask),
      threads: workload.threadCount, seed: workload.seed)
    var table = Table(
      [
        .init("kernel"), .init("GFLOP/s", .right), .init("of the peak", .right),
        .init("fastest", .right),
      ], indent: 2)
    for rate in roof.rates {
      table.append([
        rate.name, NumberFormat.fixed(rate.gigaflopsPerSecond, decimals: 0),
        NumberFormat.percent(rate.shareOfPeak), NumberFormat.percent(rate.fastestShareOfPeak),
      ])
    }
    var output = StandardOutput()
    output.write(
      """
      multiply-add peak   \(NumberFormat.fixed(roof.peakGigaflopsPerSecond, decimals: 0)) GFLOP/s, \
      f32, \(workload.threadCount) threads

      \(table.render())
      medians of \(Roof.pairs) pairs of peak and kernel; fastest: the fastest run of the kernel
      for the fastest of the peak, which a neighbour on a shared machine disturbs least

      """)
  }
}
