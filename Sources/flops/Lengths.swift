import ArgumentParser
import CommandLineKit

/// Positions to process: of one sequence, or of several that are packed into one batch.
struct Lengths: Sendable, ExpressibleByIntegerLiteral {
  let values: [Int]

  /// A pack holds no more sequences.
  private static let most = 4096

  init(integerLiteral value: Int) {
    values = [value]
  }

  private init(_ values: [Int]) {
    self.values = values
  }

  var longest: Int { values.max() ?? 0 }

  /// Lengths with commas between, each as ``CommandLineKit/Count`` reads it.
  static func parse(_ text: String) throws -> Lengths {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= most else {
      throw ValidationError("\(parts.count) lengths are too many; a pack holds up to \(most)")
    }
    return Lengths(try parts.map { try Count.parse(String($0)).value })
  }

  /// Refuses several lengths that aren't said to be one batch.
  func check(_ pass: PassArguments) throws {
    guard values.count > 1, !pass.packed else { return }
    throw ValidationError(
      "--len \(values.map(String.init).joined(separator: ",")) are several lengths; --packed counts "
        + "them as sequences of one batch, and `flops sweep` has a row for each")
  }

  static let help = ArgumentHelp(
    "Positions to process; with --packed those of each sequence, with commas between. "
      + "(default: 2048000, the paper's 4000 segments)",
    valueName: "positions")
}
