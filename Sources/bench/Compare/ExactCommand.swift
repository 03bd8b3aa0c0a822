import Architectures
import ArgumentParser
import CommandLineKit
import Foundation
import Kernels
import Measurement
import Processes
import Workloads

/// `bench exact`: what cells do, counted instead of timed.
struct ExactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exact",
    abstract: "Counts what cells do: FLOPs, bytes, allocations, instructions. Nothing is timed.",
    discussion: """
      Prints a line of JSON for each cell. flops and bytes are those of the ledger: useful matrix \
      FLOPs, and bytes between memory and processor. allocations are calls of malloc and its like \
      during one warm pass. instructions are those of one warm pass under callgrind, on one thread, \
      where valgrind is installed; it hides AVX-512, so that kernels take their AVX2 form. A cell that \
      fails has a line with the status failed and the reason, and the status is 3.

      Examples:
        bench exact --cells full:1,rmt:2
        bench exact --cells rmt:4 --callgrind off
        bench exact --cells full:1 --callgrind required
      """)

  enum Callgrinding: String, ExpressibleByArgument, CaseIterable {
    /// Where valgrind is installed.
    case auto
    case off
    case required
  }

  @Option(
    help: ArgumentHelp("Cells to count, such as full:4,rmt:4.", valueName: "cells"),
    transform: CommandLineError.usage(CellName.list))
  var cells: [CellName]

  @OptionGroup var model: ModelArguments
  @OptionGroup var workload: WorkloadArguments
  @OptionGroup var team: ThreadArguments
  @OptionGroup var memory: RecurrentMemoryArguments

  @Option(help: "Whether instructions are counted: auto does where valgrind is installed.")
  var callgrind: Callgrinding = .auto

  /// What a process under valgrind is told: the one cell that it is there for.
  @Option(help: .hidden, transform: CommandLineError.usage(CellName.list))
  var collected: [CellName] = []

  private var options: ArchitectureEntry.Options { memory.options(mask: workload.mask) }

  func validate() throws {
    for cell in cells + collected {
      _ = try CellName.entry(cell.architecture).checked(options)
    }
  }

  func run() throws {
    let bench = try bench
    try bench.checkWeights()
    if !collected.isEmpty {
      for cell in collected {
        try bench.collectedPass(bench.cell(named: cell))
      }
      return
    }
    StandardError.note(try model.notes)
    let countsInstructions = try countsInstructions
    var hasFailed = false
    for cell in cells {
      var output = StandardOutput()
      do {
        let counts = try count(cell, on: bench, instructions: countsInstructions)
        output.write(RecordTable(ExactCounts.fields, rows: [counts]).render(as: .jsonl))
      } catch {
        hasFailed = true
        let line: JSONValue = [
          "cell": .string("\(cell)"), "status": .string(Sample.Status.failed.rawValue),
          "reason": .string("\(error)".oneLine),
        ]
        output.write(line.compact + "\n")
        var standardError = StandardError()
        print("Error: \(cell): \("\(error)".oneLine)", to: &standardError)
      }
    }
    if hasFailed { throw ExitStatus.cellFailed.exitCode }
  }

  private var bench: Workbench {
    get throws {
      let subject = try SweepSubject(model, weights: nil, layers: nil, logits: nil)
      // One thread unless asked: which thread allocates first is nobody's to say.
      return try Workbench(
        subject.transformer, options: options, type: workload.dtype,
        threads: team.threads?.value ?? 1, seed: workload.seed)
    }
  }

  private var countsInstructions: Bool {
    get throws {
      switch callgrind {
      case .off: return false
      case .auto where !Callgrind.isInstalled:
        var standardError = StandardError()
        print(
          "note: no instructions are counted, since valgrind isn't installed", to: &standardError)
        return false
      case .required where !Callgrind.isInstalled:
        throw ValidationError("--callgrind required needs valgrind: sudo apt-get install valgrind")
      case .auto, .required: return true
      }
    }
  }

  private func count(
    _ cell: CellName, on bench: Workbench, instructions: Bool
  ) throws -> ExactCounts {
    let timed = try bench.cell(named: cell)
    let work = try bench.countedWork(of: timed)
    var counts: [ExactCounts.Measure: UInt64] = [:]
    counts[.flops] = UInt64(exactly: work.flops)
    counts[.bytes] = UInt64(exactly: work.bytes)
    counts[.allocations] = try bench.allocations(of: timed)
    if instructions {
      let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      counts[.instructions] = try Callgrind.instructions(
        of: [program] + CommandLine.arguments.dropFirst() + ["--collected", "\(cell)"],
        inside: "cc_collected")
    }
    return ExactCounts(cell: "\(cell)", counts: counts)
  }
}

extension ExactCounts {
  /// Counts that may reach beyond 2^53 are text in all lines.
  static let fields: [Field<ExactCounts>] =
    [Field("cell", .text) { .text($0.cell) }]
    + Measure.allCases.map { measure in
      Field(measure.rawValue, .count, isStringInJSON: measure != .allocations) {
        FieldValue($0.counts[measure].map { UInt128($0) })
      }
    }
}
