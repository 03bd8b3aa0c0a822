import Foundation
import Statistics
import TestSupport
import Testing

@testable import Measurement

@Suite struct StoredComparisonTests {
  private func run(
    _ folder: TemporaryFolder, _ name: String, factor: Double = 1, machine: String = "aaaa",
    cell: String = "\"rmt:4\"", extra: String = ""
  ) throws -> StoredSamples {
    let lines = (1...9).map { round in
      "{\"schema\":\"contextcost.sample/1\",\"cell\":\(cell),\"round\":\(round),"
        + "\"seconds\":\(factor * (1 + 0.001 * sin(Double(round)))),\"status\":\"measured\"}\n"
    }
    try folder.write(lines.joined() + extra, to: "\(name)/samples.jsonl")
    try folder.write(
      "{\"schema\":\"contextcost.machine/1\",\"fingerprint\":\"\(machine)\"}",
      to: "\(name)/machine.json")
    return try StoredSamples(folder: folder.path + "/" + name)
  }

  private func compare(
    _ a: StoredSamples, _ b: StoredSamples, acrossMachines: Bool = false
  ) throws -> StoredComparison {
    var generator = Seeded(1)
    return try StoredComparison(a, b, acrossMachines: acrossMachines, using: &generator)
  }

  @Test func changeIsFoundWithItsInterval() throws {
    let folder = try TemporaryFolder()
    let comparison = try compare(run(folder, "a"), run(folder, "b", factor: 1.1))
    let cell = try #require(comparison.cells.first)
    #expect(comparison.verdict == .regressed && cell.name == "rmt:4")
    #expect(abs(cell.medianRatio - 1.1) < 1e-9)
    let interval = try #require(cell.medianRatioInterval)
    #expect(interval.contains(1.1) && interval.low > 1.09 && interval.high < 1.11)
    #expect(try compare(run(folder, "c"), run(folder, "d")).verdict == .unchanged)
  }

  /// A cell is named, or described by its parts; a round's visits count once.
  @Test func cellsByName() throws {
    let folder = try TemporaryFolder()
    let samples = try run(
      folder, "a", cell: "{\"architecture\":\"full\",\"segments\":8,\"layers\":1}",
      extra: "{\"cell\":\"full:8\",\"round\":1,\"ns\":2e9}\n")
    #expect(samples.cells == ["full:8"] && samples.logarithms["full:8"]?.count == 9)
  }

  @Test func tornLinesAreSkippedByNumber() throws {
    let folder = try TemporaryFolder()
    let samples = try run(
      folder, "a",
      extra: "{\"cell\":\"rmt:4\",\"rou\n{\"cell\":\"x\",\"seconds\":0}\n"
        + "{\"cell\":\"x\",\"seconds\":5,\"status\":\"discarded\"}\n{\"cell\":\"rmt:4\",\"sec")
    #expect(samples.skipped.map(\.number) == [10, 11, 13])
    #expect(samples.cells == ["rmt:4"])
  }

  @Test func otherSchemaIsRefused() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StoredSamples.Failure.self) {
      try run(folder, "a", extra: "{\"schema\":\"contextcost.sample/2\"}\n")
    }
    _ = try run(folder, "b")
    try folder.write("{\"schema\":\"contextcost.run/3\"}", to: "b/configuration.json")
    #expect(throws: StoredSamples.Failure.self) {
      try StoredSamples(folder: folder.path + "/b")
    }
    #expect(throws: StoredSamples.Failure.self) {
      try StoredSamples(folder: folder.path + "/nowhere")
    }
  }

  @Test func otherMachinesOnlyWhenAsked() throws {
    let folder = try TemporaryFolder()
    let (a, b) = (try run(folder, "a"), try run(folder, "b", machine: "bbbb"))
    #expect(throws: StoredComparison.Obstacle.otherMachine("aaaa", "bbbb")) { try compare(a, b) }
    #expect(try compare(a, b, acrossMachines: true).isAcrossMachines)
  }

  @Test func nothingInCommon() throws {
    let folder = try TemporaryFolder()
    let (a, b) = (try run(folder, "a"), try run(folder, "b", cell: "\"other\""))
    #expect(throws: StoredComparison.Obstacle.nothingInCommon) { try compare(a, b) }
  }
}
