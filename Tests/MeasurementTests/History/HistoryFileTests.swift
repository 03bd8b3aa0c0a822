import Files
import Foundation
import Testing

@testable import Measurement

@Suite struct HistoryFileTests {
  private func file(_ folder: String, _ name: String = "history.jsonl") -> HistoryFile {
    HistoryFile(path: "\(folder)/\(name)", option: "--history")
  }

  @Test func linesAreAppended() throws {
    try inHistoryFolder { folder in
      let file = file(folder, "below/history.jsonl")
      try file.append([HistorySamples.line(commit: 0), HistorySamples.line(commit: 1)])
      try file.append([HistorySamples.line(commit: 2)])
      let history = try file.read()
      #expect(history.points.count == 3 && history.skippedCount == 0)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
      #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 3)
    }
  }

  /// Torn at any byte, a file keeps its whole lines, says which one is torn, and can be added to.
  @Test func tornAtEveryByte() throws {
    let lines = (0..<3).map { HistorySamples.line(commit: $0) }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    try inHistoryFolder { folder in
      let file = file(folder)
      for length in 0...bytes.count {
        // Foundation's own writing waits for the disk.
        let stream = try #require(fopen(file.path, "w"))
        #expect(fwrite(bytes, 1, length, stream) == length && fclose(stream) == 0)
        let ends = bytes[..<length].count { $0 == UInt8(ascii: "\n") }
        // A line is whole without its end too.
        let rest = length - ends * (lines[0].utf8.count + 1)
        let whole = ends + (rest == lines[0].utf8.count ? 1 : 0)
        let isTorn = rest > 0 && whole == ends
        let torn = try file.read()
        #expect(torn.points.count == whole && torn.skippedCount == (isTorn ? 1 : 0))
        if isTorn {
          #expect(torn.skipped.first?.number == ends + 1)
          #expect(torn.skipped.first?.reason == "it ends in the middle of its object")
        }
        // Appending waits for the disk, so that not every byte is tried.
        guard length % 151 == 0 || whole != ends || rest <= 1 else { continue }
        try file.append([HistorySamples.line(commit: 7)])
        let mended = try file.read()
        #expect(mended.points.count == whole + 1)
        #expect(mended.skippedCount == (isTorn ? 1 : 0))
      }
    }
  }

  @Test func severalProgramsAppend() async throws {
    let folder = NSTemporaryDirectory() + "history-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = file(folder)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for commit in 0..<5 {
            try file.append([HistorySamples.line(commit: task * 100 + commit)])
          }
        }
      }
      try await group.waitForAll()
    }
    let history = try file.read()
    #expect(history.points.count == 40 && history.skippedCount == 0)
  }

  @Test func whatIsNoFile() throws {
    try inHistoryFolder { folder in
      let missing = file(folder)
      #expect(
        throws: HistoryFile.Failure(
          description: "there is no history at \(missing.path); `bench history add RUN` begins one")
      ) { try missing.read() }
      let pipe = file(folder, "pipe")
      #expect(mkfifo(pipe.path, 0o600) == 0)
      let below = file(folder, "pipe/history.jsonl")
      for place in [pipe, file(folder, "."), HistoryFile(path: "/dev/zero", option: "--history")] {
        let error = #expect(throws: HistoryFile.Failure.self) { try place.read() }
        #expect(error?.description.contains("it is no plain file") == true)
        #expect(throws: OutputFolder.WriteError.self) {
          try place.append([HistorySamples.line()])
        }
      }
      #expect(throws: OutputFolder.WriteError.self) { try below.append([HistorySamples.line()]) }
    }
  }

  /// Also for the superuser, whom permissions don't stop.
  @Test func aReadOnlyFolder() throws {
    let place = HistoryFile(path: "/proc/history.jsonl", option: "--history")
    let error = #expect(throws: OutputFolder.WriteError.self) {
      try place.append([HistorySamples.line()])
    }
    #expect(error?.description.hasSuffix("choose another place with --history") == true)
  }

  @Test func theNewestCounts() throws {
    let times = ["2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z", "2026-11-23T00:00:00Z"]
    let lines = zip(times, ["2.01", "2.02", "2.03"]).map { time, ratio in
      HistorySamples.line(["measured": "\"\(time)\"", "ratio": ratio])
    }
    let history = HistorySamples.history(lines)
    #expect(history.points.map(\.ratio) == [2.02] && history.superseded == 2)
    // Of the same moment, the later line.
    let same = HistorySamples.history([
      HistorySamples.line(["ratio": "2.01"]), HistorySamples.line(["ratio": "2.02"]),
    ])
    #expect(same.points.map(\.ratio) == [2.02])
  }

  /// All that must be the same for points to be compared.
  @Test(arguments: [
    "architecture", "model", "dtype", "mask", "logits", "weights", "machine", "compiler",
    "libraries", "configuration", "reference",
  ])
  func textsThatTellSeriesApart(name: String) {
    let history = HistorySamples.history([
      HistorySamples.line(), HistorySamples.line([name: "\"another\""]),
    ])
    #expect(history.series.count == 2 && history.points.count == 2 && history.commits.count == 1)
  }

  @Test(arguments: ["segments", "positions", "layers", "threads"])
  func countsThatTellSeriesApart(name: String) {
    let history = HistorySamples.history([
      HistorySamples.line(), HistorySamples.line([name: "3"]),
    ])
    #expect(history.series.count == 2 && history.points.count == 2)
  }

  /// Two runs outside of git are of two trees, as far as anybody knows.
  @Test func unknownCommitsAreNeverTheSame() {
    let times = ["2026-11-22T00:00:00Z", "2026-11-24T00:00:00Z"]
    let history = HistorySamples.history(
      times.map {
        HistorySamples.line(
          ["commit": "\"unknown\"", "commit_time": "null", "measured": "\"\($0)\""])
      })
    #expect(history.commits.count == 2 && history.points.count == 2)
  }
}
