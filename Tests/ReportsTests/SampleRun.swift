import Accounting
import Architectures
import Foundation
import Operations
import TestSupport

@testable import Measurement
@testable import Reports

/// Runs made up for tests: times on known laws with noise drawn from a seed.
enum SampleRun {
  static let hostile =
    #"<script>alert("&amp;')</script> "# + "\u{22}\u{301} onload='x' ]]> --> \u{202E}&"

  static func setting(_ model: String = "opt-125m") -> Cell.Setting {
    Cell.Setting(model: model, layers: 1, dtype: "f32", mask: "full", threads: 2)
  }

  /// One layer of OPT-125M: full attention 0.03 N + 0.004 N², RMT 0.04 N seconds.
  static func records(
    sizes: [Int] = [1, 2, 4, 8, 16, 32, 64], rounds: Int = 9, noise: Double = 0.01, seed: UInt64 = 1
  ) throws -> [CellRecord] {
    var generator = Seeded(seed)
    func record(_ entry: ArchitectureEntry, _ n: Int, _ seconds: Double) throws -> CellRecord {
      let times = (1...rounds).map { round in
        (round, seconds * (1 + Double.random(in: -noise...noise, using: &generator)))
      }
      return try self.record(
        entry, n,
        .measured(
          CellRecord.Timing(
            secondsByRound: Dictionary(uniqueKeysWithValues: times), peakResidentBytes: 100 << 20,
            checkedError: 3e-7)), predicted: seconds)
    }
    return try sizes.flatMap { n in
      let length = Double(n)
      return [
        try record(.full, n, 0.03 * length + 0.004 * length * length),
        try record(.recurrentMemory, n, 0.04 * length),
      ]
    }
  }

  static func record(
    _ entry: ArchitectureEntry, _ segments: Int, _ outcome: CellRecord.Outcome,
    predicted: Double? = nil, mask: AttentionMask = .full
  ) throws -> CellRecord {
    let program = entry.make(
      Transformer(try model(), scope: .layers(1)),
      ArchitectureEntry.Options(mask: mask, length: 512 * segments))
    return CellRecord(
      cell: Cell(
        architecture: entry.name, segments: segments, positions: 512 * segments,
        setting: setting()),
      usefulFlops: try Ledger(of: program, positions: 512 * segments).priced(by: .matmulCausal)
        .total,
      outcome: outcome, predictedSeconds: predicted)
  }

  static var machine: StoredMachine {
    StoredMachine(
      started: "2026-11-25T00:46:19Z", command: ["bench", "--segments", "1...64"], seed: "1",
      threads: 2,
      profile: MachineProfile(
        processor: "A processor", cores: 2, instructionSets: ["AVX2"], memoryBytes: 1 << 34,
        cacheBytes: ["L1": 32 << 10], system: "Debian", compiler: "Swift",
        configuration: "debug", commit: "0123456789ab"),
      oneDNN: "2.6.3", peakGigaflopsPerSecond: 234.4)
  }

  static func run(
    records: [CellRecord]? = nil, model: String = "opt-125m",
    architectures: [String] = ["full", "rmt"], against: String? = nil, mask: String = "full",
    memory: RecurrentMemory = RecurrentMemory()
  ) throws -> ReportedRun {
    var setting = setting(model)
    setting.mask = mask
    return try ReportedRun(
      folder: "Results/run", setting: setting, architectures: architectures, against: against,
      memory: memory, records: try records ?? self.records(), machine: machine)
  }

  static func model(_ name: String = "opt-125m") throws -> ModelConfiguration {
    guard let model = ModelConfiguration.preset(named: name) else {
      throw CocoaError(.fileNoSuchFile)
    }
    return model
  }

  /// What gnuplot writes, in little.
  static let svg = """
    <?xml version="1.0" encoding="utf-8"?>
    <!DOCTYPE svg [<!ENTITY far SYSTEM "file:///etc/passwd">]>
    <svg viewBox="0 0 8 8" width="8" height="8" onload="alert(1)"
     xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
    <title>scaling</title>
    <defs><circle id='dot' r='1'/><filter id='box'><feFlood flood-color='#fff'/></filter></defs>
    <script>alert(2)</script>
    <style>@import url(http://example.org/far.css);</style>
    <image xlink:href="http://example.org/far.png"/>
    <foreignObject><p onclick="alert(3)">inside</p></foreignObject>
    <a xlink:href="javascript:alert(4)"><text x="1" y="2">linked</text></a>
    <use xlink:href='#dot' x='1'/>
    <use xlink:href='http://example.org/far.svg#dot'/>
    <rect fill="url(http://example.org/far.svg#p)" filter="url(#box)" x="0" style="fill:url(far)"/>
    <text x="1" y="2" font-size="10">1 &lt; 2 &amp; 3</text>
    </svg>
    """
}
