import ArgumentParser
import CommandLineKit

/// What random numbers are drawn from, as users type it.
enum Seed {
  static let help = ArgumentHelp(
    "What random weights and input are drawn from. (default: 1)", valueName: "number")

  /// Reads an option's value: digits alone, so that what is recorded is what was typed.
  @Sendable static func parse(_ text: String) throws -> UInt64 {
    guard text.utf8.count <= 20, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let seed = UInt64(text)
    else {
      throw ValidationError(
        "\(Quotation(text)) is no seed; write a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }
}
