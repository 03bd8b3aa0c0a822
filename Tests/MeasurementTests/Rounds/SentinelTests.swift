import Foundation
import Testing

@testable import Measurement

@Suite struct SentinelTests {
  private func disturbance(
    seconds: Double = 0.04, threads: Int = 2, _ change: (inout Sentinels) -> Void
  ) -> String? {
    var sentinels = Sentinels(
      stealShare: 0, pressureShare: 0, involuntarySwitches: 0, calibrationBeforeSeconds: 0.004,
      calibrationAfterSeconds: 0.004, calibrationFastestSeconds: 0.004)
    change(&sentinels)
    return sentinels.disturbance(blockSeconds: seconds, threads: threads)
  }

  @Test func aQuietBlock() {
    #expect(disturbance { _ in } == nil)
    #expect(disturbance { $0.stealShare = 0.01 } == nil)
    #expect(disturbance { $0.involuntarySwitches = 2 } == nil)
    #expect(disturbance { $0.calibrationAfterSeconds = 0.00411 } == nil)
  }

  @Test func whatDisturbs() {
    #expect(disturbance { $0.stealShare = 0.011 }?.hasPrefix("steal: ") == true)
    #expect(disturbance { $0.involuntarySwitches = 5 }?.hasPrefix("switches: ") == true)
    #expect(disturbance { $0.calibrationAfterSeconds = 0.00413 }?.hasPrefix("drift: ") == true)
    #expect(disturbance { $0.calibrationBeforeSeconds = 0.00413 }?.hasPrefix("drift: ") == true)
    let slow = disturbance {
      $0.calibrationBeforeSeconds = 0.0045
      $0.calibrationAfterSeconds = 0.0045
    }
    #expect(slow?.hasPrefix("slow: ") == true)
  }

  /// Somebody waiting for a core matters where it was ours.
  @Test func pressure() {
    #expect(disturbance { $0.pressureShare = 0.06 } == nil)
    let own = disturbance {
      $0.pressureShare = 0.06
      $0.involuntarySwitches = 1
    }
    #expect(own?.hasPrefix("pressure: ") == true)
  }

  /// A twentieth of two threads' time in a block, and not one of a single thread's.
  @Test func systemTime() {
    #expect(disturbance(seconds: 2) { $0.systemSeconds = 0.199 } == nil)
    let reason = disturbance(seconds: 2) { $0.systemSeconds = 0.24 }
    #expect(reason == "system: the kernel took 6.0 % of the cores' time")
    #expect(disturbance(seconds: 2, threads: 4) { $0.systemSeconds = 0.24 } == nil)
    #expect(disturbance { $0.systemSeconds = 0.0039 } == nil)
    #expect(disturbance { $0.systemSeconds = 0.0041 } != nil)
    // Pages alone disturb nothing.
    #expect(disturbance { $0.pageFaults = 1_000_000 } == nil)
  }

  /// As they are stored; lines of before have neither.
  @Test func systemTimeAndFaultsAreRead() throws {
    let cell = try #require(CellName("full:4"))
    var sample = Sample(
      cell: cell, digest: "0", round: 1, status: .measured, seconds: 1, passes: 1)
    sample.sentinels = Sentinels(
      systemSeconds: 0.25, pageFaults: 7, calibrationBeforeSeconds: 1,
      calibrationAfterSeconds: 1, calibrationFastestSeconds: 1)
    let line = sample.line
    let text = String(decoding: line, as: UTF8.self)
    #expect(text.contains("\"page_faults\":7") && text.contains("\"system_seconds\":0.25"))
    #expect(try Sample(line: line.dropLast()) == sample)
    let old = text.replacingOccurrences(of: "\"page_faults\":7,", with: "")
      .replacingOccurrences(of: ",\"system_seconds\":0.25", with: "")
    let read = try Sample(line: Array(old.utf8).dropLast()).sentinels
    #expect(read?.systemSeconds == nil && read?.pageFaults == nil)
    for wrong in ["7.5", "-1", "\"7\""] {
      let text = text.replacingOccurrences(of: "faults\":7", with: "faults\":\(wrong)")
      #expect(throws: Sample.LineProblem.self) { try Sample(line: Array(text.utf8).dropLast()) }
    }
    let negative = text.replacingOccurrences(of: "seconds\":0.25", with: "seconds\":-0.25")
    #expect(throws: Sample.LineProblem.self) { try Sample(line: Array(negative.utf8).dropLast()) }
  }

  /// A long block takes more switches in all and more drift between its ends, but no more steal.
  @Test func longBlocks() {
    #expect(disturbance(seconds: 10) { $0.involuntarySwitches = 1000 } == nil)
    #expect(disturbance(seconds: 10) { $0.involuntarySwitches = 1001 } != nil)
    #expect(disturbance(seconds: 10, threads: 4) { $0.involuntarySwitches = 1001 } == nil)
    #expect(disturbance(seconds: 10) { $0.calibrationAfterSeconds = 0.0043 } == nil)
    #expect(disturbance(seconds: 10) { $0.stealShare = 0.02 } != nil)
  }

  @Test func whatIsMissingDisturbsNothing() {
    let sentinels = Sentinels(
      calibrationBeforeSeconds: 1, calibrationAfterSeconds: 1, calibrationFastestSeconds: 1)
    #expect(sentinels.disturbance(blockSeconds: 1, threads: 1) == nil)
    #expect(sentinels.missing.count == 3)
  }

  @Test func countersOfTheSystem() {
    let stat = """
      cpu  485511 206625 30362 178889 4362 0 211 542 0 0
      cpu0 235513 108906 13067 94876 546 0 20 273 0 0
      cpu1 249997 97719 17295 84012 3815 0 191 269 0 0
      cpu10 1 1 1 1 1 1 1 1000 0 0
      intr 1
      """
    #expect(SystemCounters.stealTicks(in: stat, cores: [0, 1]) == 542)
    #expect(SystemCounters.stealTicks(in: stat, cores: [1]) == 269)
    #expect(SystemCounters.stealTicks(in: stat, cores: [2]) == nil)
    #expect(SystemCounters.stealTicks(in: "cpu0 1 2\n", cores: [0]) == nil)
    let pressure = """
      some avg10=98.15 avg60=97.94 avg300=98.11 total=2013285433
      full avg10=0.00 avg60=0.00 avg300=0.00 total=7
      """
    #expect(SystemCounters.pressureMicroseconds(in: pressure) == 2_013_285_433)
    #expect(SystemCounters.pressureMicroseconds(in: "") == nil)
  }

  /// 2 ticks on 2 cores in 0.1 s are a tenth; 5 ms of waiting a twentieth.
  @Test func shares() throws {
    let before = SystemCounters(
      stealTicks: 10, pressureMicroseconds: 1000, involuntarySwitches: 3, systemSeconds: 1,
      pageFaults: 10)
    let after = SystemCounters(
      stealTicks: 12, pressureMicroseconds: 6000, involuntarySwitches: 4, systemSeconds: 1.5,
      pageFaults: 15)
    let change = after.since(before, seconds: 0.1, cores: 2)
    #expect(abs(try #require(change.stealShare) - 0.1) < 1e-12)
    #expect(abs(try #require(change.pressureShare) - 0.05) < 1e-12)
    #expect(change.switches == 1 && change.systemSeconds == 0.5 && change.pageFaults == 5)
    let none = SystemCounters().since(before, seconds: 1, cores: 1)
    #expect(none.stealShare == nil && none.pressureShare == nil && none.switches == nil)
    #expect(none.systemSeconds == nil && none.pageFaults == nil)
  }
}
