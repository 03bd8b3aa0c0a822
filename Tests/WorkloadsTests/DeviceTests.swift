import Architectures
import Measurement
import Operations
import Testing

@testable import Workloads

/// Planning and timing know nothing of hardware but what a ``Device`` says: any will do.
@Suite struct DeviceTests {
  private func bench(on device: any Device) throws -> Workbench {
    var model = ModelConfiguration.optFamily[0]
    (model.heads, model.keyValueHeads, model.headWidth) = (2, 2, 8)
    (model.hidden, model.embeddingWidth, model.feedForward) = (16, 16, 32)
    return try Workbench(
      model: model, layers: 1,
      options: ArchitectureEntry.Options(
        mask: .full, memory: RecurrentMemory(slots: 2, segmentLength: 16)), threads: 1, seed: 1,
      on: device)
  }

  /// A round on it: each cell checked, timed, and the device waited for before each reading of the clock.
  @Test func aRound() throws {
    let device = ReferenceDevice()
    let bench = try bench(on: device)
    let cells = try ["full:2", "rmt:2", "linformer:1", "s4d:1"].map {
      try bench.cell(named: #require(CellName($0)))
    }
    var visitor = RoundVisitor(WorkbenchRound(bench, cores: []), round: 1, isChecked: true)
    var samples: [Sample] = []
    visitor.run(cells.map { .init($0.name, digest: $0.digest, retrySeconds: 0) }) {
      samples.append($0)
    }
    #expect(samples.map(\.status) == cells.map { _ in .measured })
    // It is checked against itself, but for the rounding of what it hands out.
    #expect(samples.allSatisfy { $0.checkedError ?? 1 < 1e-6 })
    #expect(device.synchronizations >= 2 * cells.count)
  }

  /// The device is part of what a cell is, and nothing else of it is.
  @Test func cells() throws {
    let own = try bench(on: ReferenceDevice()).cell(.full, segments: 2)
    var other = try bench(on: CPUDevice()).cell(.full, segments: 2)
    #expect(own.setting.device == "reference" && own.digest != other.digest)
    other.setting.device = own.setting.device
    #expect(own == other && own.digest == other.digest)
  }

  /// A plan's basis: rates measured on it, FLOPs counted of it.
  @Test func estimates() throws {
    let bench = try bench(on: ReferenceDevice())
    let cost = try bench.calibrate()
    let estimates = try [1, 4].map {
      try bench.estimate(bench.cell(.full, segments: $0), by: cost)
    }
    #expect(estimates.allSatisfy { $0.seconds > 0 && $0.obstacle == nil })
    let counted = try self.bench(on: CPUDevice())
    for (estimate, segments) in zip(estimates, [1, 4]) {
      #expect(
        try estimate.usefulFlops == counted.usefulFlops(of: counted.cell(.full, segments: segments))
      )
    }
    #expect(bench.device.peakFlopsPerSecond(of: .f32, threads: 1) > 0)
  }
}
