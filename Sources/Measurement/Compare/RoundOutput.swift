import Foundation

/// What one round's process printed: the seconds of its cells, one JSON object a line.
///
/// A line is at least `{"cell": "rmt:4", "seconds": 0.151}`; another `status` than `measured`, which
/// are those of a ``Sample``, says that the visit doesn't count. What else a line holds is ignored.
public struct RoundOutput: Equatable, Sendable {
  /// Seconds of each cell's visits, in the order printed.
  public private(set) var seconds: [String: [Double]] = [:]
  /// Cells that failed, and why; a time that no clock shows is a failure too.
  public private(set) var failures: [String: String] = [:]
  /// Cells that were passed over, and why.
  public private(set) var skips: [String: String] = [:]
  /// All cells, in order of first appearance.
  public private(set) var cells: [String] = []
  private var known: Set<String> = []

  /// A line that is none of these.
  public struct BadLine: Error, Equatable {
    /// Counted from 1.
    public let number: Int
    public let text: String
    /// What is wrong with it, where it is an object with a cell.
    public var reason: String?
  }

  /// Seconds that are longer than anybody waits.
  static let endlessSeconds = 1e9

  private struct Line: Decodable {
    let cell: String
    let seconds: Double?
    let status: String?
    let reason: String?
  }

  public init(seconds: [String: [Double]], failures: [String: String] = [:]) {
    self.seconds = seconds
    self.failures = failures
    known = Set(seconds.keys).union(failures.keys)
    cells = known.sorted()
  }

  /// Reads lines, as ``StoredLines`` says; O(bytes).
  public init(parsing bytes: [UInt8]) throws(BadLine) {
    let decoder = JSONDecoder()
    for (number, bytes) in StoredLines(bytes) {
      func refuse(_ reason: String?) -> BadLine {
        BadLine(number: number, text: String(decoding: bytes, as: UTF8.self), reason: reason)
      }
      guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else { throw refuse(nil) }
      guard let status = Sample.Status(rawValue: line.status ?? "measured") else {
        throw refuse(Sample.Status.refusal(of: line.status))
      }
      guard add(line, status) else { throw refuse(nil) }
    }
  }

  /// Whether the line makes sense.
  private mutating func add(_ line: Line, _ status: Sample.Status) -> Bool {
    switch status {
    case .measured:
      guard let value = line.seconds else { return false }
      if value > 0, value < Self.endlessSeconds {
        seconds[line.cell, default: []].append(value)
      } else {
        failures[line.cell] = "it says that it took \(value) s, which no clock shows"
      }
    case .failed: failures[line.cell] = line.reason ?? "it gave no reason"
    case .skipped: skips[line.cell] = line.reason ?? "it gave no reason"
    case .discarded: break
    }
    if known.insert(line.cell).inserted { cells.append(line.cell) }
    return true
  }

  /// The mean of the logarithms of a cell's seconds; `nil` when it wasn't measured.
  func logarithm(of cell: String) -> Double? {
    guard let values = seconds[cell], !values.isEmpty else { return nil }
    return values.reduce(0) { $0 + log($1) } / Double(values.count)
  }
}

extension Sample.Status {
  /// Why a line with a status that is none of these is refused.
  static func refusal(of status: String?) -> String {
    "its status '\((status ?? "").prefix(40))' is none of "
      + allCases.map(\.rawValue).joined(separator: ", ")
  }
}
