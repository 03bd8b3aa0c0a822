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

  public init(cell: String, counts: [Measure: UInt64]) {
    self.cell = cell
    self.counts = counts
  }

  private struct Line: Decodable {
    let cell: String
    let flops: Whole?
    let bytes: Whole?
    let allocations: Whole?
    let instructions: Whole?
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

  /// Reads JSON Lines such as `{"cell": "rmt:4", "flops": "123", "allocations": 7}`.
  public static func parse(_ bytes: [UInt8]) throws(RoundOutput.BadLine) -> [ExactCounts] {
    let decoder = JSONDecoder()
    var cells: [ExactCounts] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() {
      guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
      guard let line = try? decoder.decode(Line.self, from: Data(bytes)) else {
        throw RoundOutput.BadLine(
          number: index + 1, text: String(decoding: bytes, as: UTF8.self))
      }
      let values: [Measure: Whole?] = [
        .flops: line.flops, .bytes: line.bytes, .allocations: line.allocations,
        .instructions: line.instructions,
      ]
      cells.append(ExactCounts(cell: line.cell, counts: values.compactMapValues { $0?.value }))
    }
    return cells
  }
}
