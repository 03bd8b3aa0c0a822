import Files
import Foundation
import Statistics
import Text

@testable import Measurement

/// Cells that nobody runs: one second a segment for RMT, a quarter second a squared segment for full
/// attention.
enum InventedSweep {
  static let setting = Cell.Setting(
    model: "m", modelDigest: "0", layers: 1, dtype: "f32", mask: "full", threads: 2,
    memorySlots: 10)

  static func cell(_ name: CellName) -> Cell {
    Cell(
      architecture: name.architecture, segments: name.segments, positions: 512 * name.segments,
      setting: setting)
  }

  static func estimate(
    _ architecture: String, _ segments: Int, seconds: Double, bytes: Int = 1000
  ) -> SweepPlan.Estimate {
    SweepPlan.Estimate(
      cell(CellName(architecture: architecture, segments: segments)),
      usefulFlops: 1_000_000, seconds: seconds, bytes: bytes)
  }

  static let estimates = [1, 2, 4, 8, 16, 32, 64].flatMap { segments in
    [
      estimate("rmt", segments, seconds: Double(segments), bytes: 1000),
      estimate(
        "full", segments, seconds: 0.25 * Double(segments * segments), bytes: 1000 * segments),
    ]
  }

  static func plan(
    _ estimates: [SweepPlan.Estimate] = estimates, budget: Double, memory: Int = 1_000_000,
    rounds: RoundLimits = .untilPrecise, setup: Double = 0.5
  ) -> SweepPlan {
    SweepPlan(
      estimates,
      limits: SweepPlan.Limits(
        budget: budget, memoryBytes: memory, rounds: rounds, setupSeconds: setup, spentSeconds: 1),
      favoured: ["rmt"])
  }

  static func sample(
    _ cell: String, round: Int, seconds: Double = 1, status: Sample.Status = .measured,
    reason: String? = nil, sentinels: Sentinels? = nil
  ) -> Sample {
    let parts = cell.split(separator: ":")
    let name = CellName(architecture: String(parts[0]), segments: Int(parts[1]) ?? 0)
    return Sample(
      cell: name, digest: InventedSweep.cell(name).digest, round: round,
      status: status, reason: reason, seconds: status == .measured ? seconds : nil,
      residentBytes: 7, checkedError: 1e-7, sentinels: sentinels, visitSeconds: seconds)
  }

  static func identity(_ change: (inout RunConfiguration.Identity) -> Void = { _ in })
    -> RunConfiguration.Identity
  {
    var identity = RunConfiguration.Identity(
      setting: setting, model: .object(["name": .string("m")]), architectures: ["full", "rmt"],
      segmentPositions: 512, segments: [1, 2], seed: 1,
      rounds: .fixed(3), budgetSeconds: 60, memoryLimitBytes: nil, build: "debug", commit: "c",
      fingerprint: "f")
    change(&identity)
    return identity
  }
}

extension SweepPlan {
  func seededOrder(_ seed: UInt64) -> (Int) -> [Int] {
    { round in
      var generator = SplitMix64(seed: seed, stream: "round \(round)")
      return order(ofRound: round, using: &generator)
    }
  }
}

/// A folder that is gone after the test.
final class TemporaryRun {
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("run-\(UUID().uuidString)").path

  init(
    _ plan: SweepPlan, identity: RunConfiguration.Identity = InventedSweep.identity()
  ) throws {
    let folder = try OutputFolder(path: path, option: "--out")
    let estimates = plan.entries.map { entry in
      var estimate = entry.estimate
      estimate.digest = identity.cell(estimate.cell).digest
      return estimate
    }
    let configuration = RunConfiguration(
      identity: identity, started: "2026-11-20T00:00:00Z", command: ["bench"],
      plan: SweepPlan(estimates, limits: plan.limits, favoured: ["rmt"]))
    try folder.write(configuration.fileContents(), to: RunFolder.File.configuration)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The folder with these samples, read.
  func reading(_ samples: [Sample], then torn: String = "") throws -> RunFolder {
    try write(samples.flatMap(\.line) + Array(torn.utf8))
    return try RunFolder(reading: path)
  }

  var samples: String { "\(path)/\(RunFolder.File.samples)" }

  func write(_ bytes: some Sequence<UInt8>, to name: String = RunFolder.File.samples) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }
}
