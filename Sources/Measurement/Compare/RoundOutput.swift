import Foundation

/// What one round's process printed: the seconds of its cells, one JSON object a line.
///
/// A line is at least `{"cell": "rmt:4", "seconds": 0.151}`; another `status` than `measured` says
/// that the visit doesn't count. What else a line holds is ignored.
public struct RoundOutput: Equatable, Sendable {
  /// Seconds of each cell's visits, in the order printed.
  public private(set) var seconds: [String: [Double]] = [:]
  /// Cells that failed, and why.
  public private(set) var failures: [String: String] = [:]
  /// All cells, in order of first appearance.
  public private(set) var cells: [String] = []

  /// A line that is none of these.
  public struct BadLine: Error, Equatable {
    /// Counted from 1.
    public let number: Int
    public let text: String
  }

  private struct Line: Decodable {
    let cell: String
    let seconds: Double?
    let status: String?
    let reason: String?
  }

  public init(seconds: [String: [Double]], failures: [String: String] = [:]) {
    self.seconds = seconds
    self.failures = failures
    cells = Set(seconds.keys).union(failures.keys).sorted()
  }

  /// Reads lines; empty ones are skipped.
  public init(parsing bytes: [UInt8]) throws(BadLine) {
    let decoder = JSONDecoder()
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
      guard let line = try? decoder.decode(Line.self, from: Data(bytes)), add(line) else {
        throw BadLine(number: index + 1, text: String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  /// Whether the line makes sense.
  private mutating func add(_ line: Line) -> Bool {
    switch line.status ?? "measured" {
    case "measured":
      guard let value = line.seconds, value > 0, value.isFinite else { return false }
      seconds[line.cell, default: []].append(value)
    case "failed": failures[line.cell] = line.reason ?? "it gave no reason"
    default: break
    }
    if !cells.contains(line.cell) { cells.append(line.cell) }
    return true
  }

  /// The mean of the logarithms of a cell's seconds; `nil` when it wasn't measured.
  func logarithm(of cell: String) -> Double? {
    guard let values = seconds[cell], !values.isEmpty else { return nil }
    return values.reduce(0) { $0 + log($1) } / Double(values.count)
  }
}
