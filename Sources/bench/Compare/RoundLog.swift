import CommandLineKit
import Foundation
import Measurement

/// Every round's times as they come, a line of JSON for each cell, so that nothing is lost when a
/// comparison is interrupted and its verdicts can be made again.
final class RoundLog {
  private static let schema = "contextcost.round/1"

  private let file: UnsafeMutablePointer<FILE>
  private let path: String
  /// Why lines are missing; the times themselves aren't worth less for it.
  private(set) var failure: String?

  /// Opens a file to append to.
  init(path: String, option: String) throws(OutputFolder.WriteError) {
    _ = try OutputFolder(path: OutputFolder.parent(of: path), option: option)
    guard let file = fopen(path, "ae") else {
      throw OutputFolder.WriteError(
        path: path, reason: String(cString: strerror(errno)), option: option)
    }
    self.file = file
    self.path = path
  }

  deinit { fclose(file) }

  /// Appends what a round printed.
  func append(_ output: RoundOutput, of side: ComparisonSide, round: Int) {
    for cell in output.cells {
      for seconds in output.seconds[cell] ?? [] {
        write([
          "schema": .string(Self.schema), "side": .string(side.letter), "round": .int(round),
          "cell": .string(cell), "seconds": .number(seconds),
        ])
      }
      if let reason = output.failures[cell] {
        write([
          "schema": .string(Self.schema), "side": .string(side.letter), "round": .int(round),
          "cell": .string(cell), "failure": .string(reason),
        ])
      }
    }
  }

  private func write(_ line: JSONValue) {
    guard fputs(line.compact + "\n", file) < 0 || fflush(file) != 0 else { return }
    failure = failure ?? "\(path) lacks rounds: \(String(cString: strerror(errno)))"
  }
}
