import Foundation

@testable import Measurement

/// Lines as they are stored.
enum HistorySamples {
  /// A line with some of its fields replaced by other JSON; `nil` leaves a field out.
  static func line(_ changes: [String: String?] = [:], commit: Int = 0) -> String {
    let digits = String(format: "%012x", 0x1EF0_1234 + commit)
    let fields: [(String, String)] = [
      ("schema", "\"contextcost.history/1\""), ("commit", "\"\(digits)\""),
      ("subject", "\"Say \\\"why\\\"\""), ("commit_time", "\"2026-11-21T01:40:00Z\""),
      ("measured", "\"2026-11-21T01:47:46Z\""), ("architecture", "\"rmt\""),
      ("segments", "4"), ("positions", "2048"), ("model", "\"opt-125m\""), ("layers", "1"),
      ("dtype", "\"f32\""), ("mask", "\"full\""), ("threads", "2"), ("logits", "null"),
      ("weights", "\"random\""), ("machine", "\"b589bbcd\""),
      ("compiler", "\"Swift 6.3, clang 21.0.0\""), ("libraries", "\"oneDNN 2.6.3\""),
      ("configuration", "\"release\""), ("reference", "\"multiply-add peak of the run\""),
      ("ratio", "2.0036"), ("low", "1.959"), ("high", "2.0561"), ("rounds", "15"),
    ]
    let members = fields.compactMap { name, value -> String? in
      guard let change = changes[name] else { return "\"\(name)\":\(value)" }
      return change.map { "\"\(name)\":\($0)" }
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  static func history(_ lines: [String]) -> History {
    History(lines: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  /// A history of one cell with a commit a minute, in the order of the ratios.
  static func history(ratios: [Double], machines: [String]? = nil) -> History {
    history(
      ratios.enumerated().map { index, ratio in
        let time = UTCTime(seconds: 1_790_000_000 + Int64(index) * 60).map { "\"\($0)\"" }
        return line(
          [
            "ratio": "\(ratio)", "low": nil, "high": nil, "commit_time": time,
            "machine": "\"\(machines?[index] ?? "b589bbcd")\"",
          ], commit: index)
      })
  }
}

/// Runs `body` with an empty folder of its own.
func inHistoryFolder(_ body: (String) throws -> Void) throws {
  let folder = NSTemporaryDirectory() + "history-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}
