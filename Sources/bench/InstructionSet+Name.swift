import CommandLineKit
import Kernels

extension InstructionSet {
  /// The name in options and records, such as `avx512`.
  var name: String {
    switch self {
    case .portable: "portable"
    case .avx2: "avx2"
    case .avx512: "avx512"
    }
  }

  /// The one of that name.
  ///
  /// - Throws: A sentence when there is none, or this processor doesn't have it.
  static func named(_ text: String) throws(CommandLineError) -> InstructionSet {
    guard let named = allCases.first(where: { $0.name == text.lowercased() }) else {
      throw Suggestion.unknown("instruction set", text, among: allCases.reversed().map(\.name))
    }
    guard available.contains(named) else {
      throw CommandLineError(
        "this processor has no \(named); choose "
          + available.reversed().map(\.name).joined(separator: " or "))
    }
    return named
  }
}
