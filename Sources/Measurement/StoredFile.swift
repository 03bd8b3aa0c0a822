import Foundation

/// A value that a file of its own holds, as JSON for programs and people.
public protocol StoredFile: Codable {
  /// The version of the format.
  static var schema: String { get }
  /// What makes no sense in a value that was read, in a few words; `nil` when all does.
  var problem: String? { get }
}

/// Why a stored value can't be had.
public enum StoredFileProblem: Error, Equatable, CustomStringConvertible {
  case missing
  /// The end of a sentence about the file.
  case unreadable(String)

  public var description: String {
    switch self {
    case .missing: "there is no such file"
    case .unreadable(let reason): reason
    }
  }
}

extension StoredFile {
  /// The text of the file: of the same value, the same bytes.
  ///
  /// - Throws: When a number isn't finite.
  public func fileContents() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads a plain file of at most so many bytes.
  static func read(_ path: String, atMost most: Int) throws(StoredFileProblem) -> Self {
    let data: Data
    do throws(PlainFile.Failure) {
      data = try PlainFile.read(path, atMost: most)
    } catch .missing {
      throw .missing
    } catch {
      throw .unreadable("it can't be read: \(error)")
    }
    return try parse(data)
  }

  /// Reads what a file holds: one object of this schema that makes sense, in which no member is named
  /// twice, behind a byte order mark or not.
  static func parse(_ data: Data) throws(StoredFileProblem) -> Self {
    let bytes = data.withoutMark
    do throws(JSONLineScanner.Problem) {
      try Array(bytes).withUnsafeBufferPointer { bytes throws(JSONLineScanner.Problem) in
        try JSONLineScanner.check(bytes)
      }
    } catch {
      throw .unreadable(error.reason)
    }
    let decoder = JSONDecoder()
    guard let version = try? decoder.decode(Versioned.self, from: bytes) else {
      throw .unreadable("it says no schema")
    }
    guard version.schema == schema else {
      throw .unreadable(
        "it is of schema '\(version.schema.prefix(64))', and this program reads \(schema); use the "
          + "program that wrote it")
    }
    guard let value = try? decoder.decode(Self.self, from: bytes) else {
      throw .unreadable("a field of it is missing or of another kind")
    }
    if let problem = value.problem { throw .unreadable(problem) }
    return value
  }
}

private struct Versioned: Decodable { let schema: String }

extension Data {
  /// The bytes without the mark that a file may begin with.
  var withoutMark: Data {
    withUnsafeBytes { raw in
      let bytes = raw.bindMemory(to: UInt8.self)
      let rest = StoredLines.withoutMark(bytes)
      return rest.count == bytes.count ? self : Data(rest)
    }
  }
}
