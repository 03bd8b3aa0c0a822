import Foundation

/// What a cell does, counted: numbers that are the same in every run.
public struct ExactCounts: Equatable, Sendable {
  /// A thing that is counted.
  public enum Measure: String, CaseIterable, Sendable {
    case flops
    /// Between memory and processor, by the ledger.
    case bytes
    /// Calls of the C library's allocator during one warm pass.
    case allocations
    /// Of one warm pass, under callgrind.
    case instructions

    /// By how much it may grow: instructions differ a little between builds of the same source.
    public var tolerance: Double { self == .instructions ? 0.01 : 0 }
  }

  public var cell: String
  /// Those that were counted.
  public var counts: [Measure: UInt64]
  /// Why it could not be counted; `nil` when it was.
  public var failure: String?

  public init(cell: String, counts: [Measure: UInt64], failure: String? = nil) {
    self.cell = cell
    self.counts = counts
    self.failure = failure
  }

  private struct Line: Decodable {
    let cell: String
    let status: String?
    let reason: String?
    let flops: Whole?
    let bytes: Whole?
    let allocations: Whole?
    let instructions: Whole?

    var counts: [Measure: UInt64] {
      let values: [Measure: Whole?] = [
        .flops: flops, .bytes: bytes, .allocations: allocations, .instructions: instructions,
      ]
      return values.compactMapValues { $0?.value }
    }
  }

  /// A whole number that may be written as text, as those beyond 2^53 are.
  private struct Whole: Decodable {
    let value: UInt64

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(UInt64.self) {
        value = number
      } else if let number = UInt64(try container.decode(String.self)) {
        value = number
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no whole number")
      }
    }
  }

  /// Reads JSON Lines such as `{"cell": "rmt:4", "flops": "123", "allocations": 7}`, one for each cell,
  /// or `{"cell": "rmt:4", "status": "failed", "reason": "…"}`.
  ///
  /// - Throws: The first line that is neither, or of a cell that had one.
  public static func parse(_ bytes: [UInt8]) throws(RoundOutput.BadLine) -> [ExactCounts] {
    let decoder = JSONDecoder()
    var cells: [ExactCounts] = []
    var seen: Set<String> = []
    for (number, bytes) in StoredLines(bytes) {
      func refuse(_ reason: String?) -> RoundOutput.BadLine {
        RoundOutput.BadLine(
          number: number, text: String(decoding: bytes, as: UTF8.self), reason: reason)
      }
      guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else { throw refuse(nil) }
      guard seen.insert(line.cell).inserted else {
        throw refuse("an earlier line is of the same cell, and counts don't differ from run to run")
      }
      switch Sample.Status(rawValue: line.status ?? "measured") {
      case .measured:
        let counts = line.counts
        guard !counts.isEmpty else { throw refuse("it counts nothing") }
        cells.append(ExactCounts(cell: line.cell, counts: counts))
      case .failed:
        let reason = line.reason ?? "it gave no reason"
        cells.append(ExactCounts(cell: line.cell, counts: [:], failure: reason))
      case .discarded, .skipped, nil:
        throw refuse("its status '\(line.status ?? "")' is neither measured nor failed")
      }
    }
    return cells
  }
}
