import Architectures
import ArgumentParser
import CommandLineKit
import Foundation
import Kernels
import Measurement
import Statistics
import Workloads

/// `bench round`: every named cell once, in this process.
struct RoundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "round",
    abstract: "Measures cells once each in a fresh process: one round, a line of JSON for each.",
    discussion: """
      A cell is an architecture and a number of segments, such as rmt:4. Each is checked against the \
      reference in the first round, warmed up where that is cheap, and timed; a short pass is repeated \
      for 40 ms. \
      Steal time, system time, CPU pressure, involuntary context switches and a fixed piece of work \
      before and after tell whether it was disturbed; then it is measured again, twice at most, and the line \
      of what doesn't count has the status discarded. The status is 3 when a cell failed.

      Examples:
        bench round --cells full:4,rmt:4
        bench round --cells full:1,full:8,rmt:1,rmt:8 --order-seed 1 --round 3
        bench round --cells rmt:4 --model opt-1.3b --mask causal
      """)

  @Option(
    help: ArgumentHelp("The cells to visit, with commas between.", valueName: "cells"),
    transform: CommandLineError.usage(CellName.anyList))
  var cells: [CellName]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Shuffle the cells, in an order of this seed and the round. (default: as they are named)",
      valueName: "number"),
    transform: Seed.parse)
  var orderSeed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The round's number, from 1. (default: 1)", valueName: "number"),
    transform: Count.parser(upTo: 1_000_000))
  var round: Count = 1

  @Flag(
    inversion: .prefixedNo,
    help: "Check each cell against the reference first. (default: in round 1 alone)")
  var check: Bool?

  @OptionGroup var subject: SubjectArguments

  @Option(help: .hidden, transform: RoundCommand.parseSeconds)
  var retrySeconds: [Double] = []
  @Option(help: .hidden)
  var parent: Int32?

  /// What measuring a cell's disturbed block again may take unless the sweep says otherwise.
  private static let usualRetrySeconds = 10.0

  func validate() throws {
    // Here, since a stack that is named after them is known only now.
    _ = try timed
    if !retrySeconds.isEmpty, retrySeconds.count != cells.count {
      throw ValidationError("--retry-seconds needs a number for each of the cells")
    }
  }

  func run() throws {
    if let parent { ThreadPlacement.endWithParent(parent) }
    let cores = subject.device.pin(threads: subject.team.threadCount)
    let bench = try subject.bench(timed)
    // Or the first cell's time would hold it.
    try bench.packWeights()
    var visitor = RoundVisitor(
      WorkbenchRound(bench, cores: cores), round: round.value, isChecked: check ?? (round == 1))
    var hasFailed = false
    var output = StandardOutput()
    visitor.run(try visits(on: bench)) { sample in
      hasFailed = hasFailed || sample.status == .failed
      output.write(String(decoding: sample.line, as: UTF8.self))
    }
    if hasFailed { throw ExitStatus.cellFailed.exitCode }
  }

  /// What the cells are computed of; which architectures a sweep has doesn't matter here.
  private var timed: SweepSubject {
    get throws {
      try subject.subject(
        of: cells.map { try CommandLineError.usage(CellName.entry)($0.architecture) })
    }
  }

  private func visits(on bench: Workbench) throws -> [RoundVisitor<WorkbenchRound>.Visit] {
    let visits = try cells.enumerated().map { index, cell in
      RoundVisitor<WorkbenchRound>.Visit(
        cell, digest: try bench.cell(named: cell).digest,
        retrySeconds: retrySeconds.isEmpty ? Self.usualRetrySeconds : retrySeconds[index])
    }
    guard let orderSeed else { return visits }
    var generator = SplitMix64(seed: orderSeed, stream: "round \(round)")
    return visits.shuffled(using: &generator)
  }

  @Sendable private static func parseSeconds(_ text: String) throws -> [Double] {
    try text.split(separator: ",").map { word in
      guard let seconds = Double(word), seconds >= 0 else {
        throw ValidationError("\(Quotation(String(word))) is no number of seconds")
      }
      return seconds
    }
  }
}
