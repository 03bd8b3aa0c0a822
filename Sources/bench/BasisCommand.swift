import Accounting
import Architectures
import ArgumentParser
import CommandLineKit
import Foundation
import Kernels
import Measurement
import Workloads

/// `bench basis`, for a sweep alone: measures what its plan is made from.
struct BasisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "basis", abstract: "Measures what a sweep's plan is made from.",
    shouldDisplay: false)

  @Option(transform: Sweep.parser(upTo: CellName.mostSegments))
  var segments: Sweep

  @OptionGroup var subject: SubjectArguments

  @Option var parent: Int32?
  @Option var results: String?

  /// Seconds that the program itself takes to start, above what is measured here.
  private static let startSeconds = 0.2

  func run() throws {
    if let parent { ThreadPlacement.endWithParent(parent) }
    let clock = ContinuousClock()
    let start = clock.now
    let cores = subject.device.pin(threads: subject.team.threadCount)
    let bench = try subject.bench(subject.subject)
    try bench.packWeights()
    let setup = start.duration(to: clock.now) / .seconds(1) + Self.startSeconds
    let cost = try bench.calibrate()
    let roofline = Roofline.localIfStored(
      results: results, precision: bench.type.precision, threads: bench.threads)
    let estimates = try segments.values.flatMap { segments in
      try subject.architectures.map { entry in
        try bench.estimate(
          bench.cell(entry, segments: segments), by: cost, roofline: roofline)
      }
    }
    let basis = PlanBasis(
      setupSeconds: setup, pinnedCores: cores,
      peakGigaflopsPerSecond: bench.device.peakFlopsPerSecond(
        of: bench.type, threads: bench.threads) / 1e9,
      estimates: estimates)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var output = StandardOutput()
    output.write(String(decoding: try encoder.encode(basis), as: UTF8.self) + "\n")
  }
}
