import Foundation

/// A value that a file of its own holds, as JSON for programs and people.
public protocol StoredFile: Codable {}

extension StoredFile {
  /// The text of the file: of the same value, the same bytes.
  ///
  /// - Throws: When a number isn't finite.
  public func fileContents() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
