import CommandLineKit
import Foundation
import Kernels
import Measurement
import Workloads

/// The machine of a run, what the run was asked for, and the run's name.
struct RunMachine: Sendable {
  let profile: MachineProfile
  let peakGigaflopsPerSecond: Double
  let command: [String]
  let started: Date
  private let seed: UInt64
  private let threads: Int

  init(_ bench: Workbench) {
    profile = .current(compiler: KernelBuild.compiler)
    peakGigaflopsPerSecond =
      Roof.peakFlopsPerSecond(
        of: bench.type, threads: bench.threads) / 1e9
    command = ["bench"] + CommandLine.arguments.dropFirst()
    started = Date()
    seed = bench.seed
    threads = bench.threads
  }

  /// Time, commit and fingerprint, such as `20261120T231800Z-0123456789ab-9f00c2d1`.
  var runName: String {
    "\(stamp.filter { $0 != "-" && $0 != ":" })-\(profile.commit)-\(profile.fingerprint)"
  }

  /// ISO 8601, in UTC.
  var stamp: String { started.formatted(.iso8601) }

  var json: JSONValue {
    [
      "schema": "contextcost.machine/1",
      "started": .string(stamp),
      "command": .array(command.map { .string($0) }),
      "seed": .string("\(seed)"),
      "threads": .int(threads),
      "processor": .string(profile.processor),
      "cores": .int(profile.cores),
      "instruction_sets": .array(profile.instructionSets.map { .string($0) }),
      "memory_bytes": .int(profile.memoryBytes),
      "cache_bytes": .object(
        profile.cacheBytes.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }),
      "system": .string(profile.system),
      "compiler": .string(profile.compiler),
      "onednn": .string(KernelBuild.oneDNNVersion),
      "configuration": .string(profile.configuration),
      "commit": .string(profile.commit),
      "fingerprint": .string(profile.fingerprint),
      "multiply_add_peak_gflops_per_second": .number(peakGigaflopsPerSecond),
    ]
  }
}
