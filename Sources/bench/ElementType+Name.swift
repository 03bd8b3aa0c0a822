import CommandLineKit
import Kernels

extension ElementType {
  /// The one of that name.
  ///
  /// - Throws: A sentence when there is none, or this processor has no instructions for it.
  static func named(_ text: String) throws(CommandLineError) -> ElementType {
    guard let named = ElementType(rawValue: text.lowercased()) else {
      throw Suggestion.unknown("type", text, among: allCases.map(\.rawValue))
    }
    guard named.isAvailable else {
      throw CommandLineError(
        "this processor has no instructions for \(named.rawValue), and emulating them would time "
          + "something else; choose f32")
    }
    return named
  }
}
