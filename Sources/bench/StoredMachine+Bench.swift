import Foundation
import Kernels
import Measurement
import Workloads

extension StoredMachine {
  /// This machine, and what this process was asked for.
  ///
  /// - Parameter basis: `nil` when a run is gone on with whose machine hadn't been stored.
  init(_ bench: Workbench, basis: PlanBasis?) {
    let profile = MachineProfile.current(compiler: KernelBuild.compiler)
    self.init(
      started: Date().formatted(.iso8601), command: ["bench"] + CommandLine.arguments.dropFirst(),
      seed: "\(bench.seed)", threads: bench.threads, profile: profile,
      oneDNN: KernelBuild.oneDNNVersion, peakGigaflopsPerSecond: basis?.peakGigaflopsPerSecond,
      pinnedCores: basis?.pinnedCores)
  }

  /// Time, commit and fingerprint, such as `20261120T231800Z-0123456789ab-9f00c2d1`.
  var runName: String {
    "\(started.filter { $0 != "-" && $0 != ":" })-\(commit)-\(fingerprint)"
  }
}
