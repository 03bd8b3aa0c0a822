import CommandLineKit
import Files
import Foundation
import Measurement

/// Every round's times as they come, a line of JSON for each cell, so that nothing is lost when a
/// comparison is interrupted and its verdicts can be made again.
final class RoundLog {
  private static let schema = "contextcost.round/1"

  private let file: AppendedFile
  /// Why lines are missing; the times themselves aren't worth less for it.
  private(set) var failure: String?

  /// Opens a file to append to.
  init(path: String, option: String) throws(OutputFolder.WriteError) {
    file = try AppendedFile(OutputFile(path, option: option))
  }

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
    do throws(OutputFolder.WriteError) {
      try file.append(line.compact + "\n")
    } catch {
      failure = failure ?? "\(file.path) lacks rounds: \(error.reason)"
    }
  }
}
