import CommandLineKit
import Foundation
import Kernels
import Measurement
import Workloads

/// The machine of a run, what the run was asked for, and the run's name.
struct RunMachine: Sendable {
  let profile: MachineProfile
  /// `nil` when a run was gone on with whose machine hadn't been stored.
  let peakGigaflopsPerSecond: Double?
  /// The cores that measuring processes are kept on; `nil` when nobody knows.
  let pinnedCores: [Int]?
  let command: [String]
  /// ISO 8601, in UTC.
  let stamp: String
  private let oneDNN: String
  private let seed: String
  private let threads: Int

  init(_ bench: Workbench, basis: PlanBasis?) {
    profile = .current(compiler: KernelBuild.compiler)
    peakGigaflopsPerSecond = basis?.peakGigaflopsPerSecond
    pinnedCores = basis?.pinnedCores
    command = ["bench"] + CommandLine.arguments.dropFirst()
    stamp = Date().formatted(.iso8601)
    oneDNN = KernelBuild.oneDNNVersion
    seed = "\(bench.seed)"
    threads = bench.threads
  }

  /// As it was stored.
  init(_ stored: StoredMachine) {
    profile = stored.profile
    peakGigaflopsPerSecond = stored.peakGigaflopsPerSecond
    pinnedCores = stored.pinnedCores
    command = stored.command
    stamp = stored.started
    oneDNN = stored.oneDNN
    seed = stored.seed
    threads = stored.threads
  }

  /// Time, commit and fingerprint, such as `20261120T231800Z-0123456789ab-9f00c2d1`.
  var runName: String {
    "\(stamp.filter { $0 != "-" && $0 != ":" })-\(profile.commit)-\(profile.fingerprint)"
  }

  var json: JSONValue {
    [
      "schema": .string(StoredMachine.schema),
      "started": .string(stamp),
      "command": .array(command.map { .string($0) }),
      "seed": .string(seed),
      "threads": .int(threads),
      "pinned_cores": pinnedCores.map { .array($0.map { .int($0) }) } ?? .null,
      "processor": .string(profile.processor),
      "cores": .int(profile.cores),
      "instruction_sets": .array(profile.instructionSets.map { .string($0) }),
      "memory_bytes": .int(profile.memoryBytes),
      "cache_bytes": .object(
        profile.cacheBytes.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) }),
      "system": .string(profile.system),
      "compiler": .string(profile.compiler),
      "onednn": .string(oneDNN),
      "configuration": .string(profile.configuration),
      "commit": .string(profile.commit),
      "fingerprint": .string(profile.fingerprint),
      "multiply_add_peak_gflops_per_second": peakGigaflopsPerSecond.map { .number($0) } ?? .null,
    ]
  }
}
