import Foundation
import Text

/// A value that a file of its own holds, as JSON for programs and people.
public protocol StoredFile: Codable {
  /// The version of the format.
  static var schema: String { get }
  /// What makes no sense in a value that was read, in a few words; `nil` when all does.
  var problem: String? { get }
  /// What a file of another schema is and how to have it again, as the end of a sentence; `nil` where
  /// nothing is known of it.
  static func explanation(ofOther schema: String, command: [String]) -> String?
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
    let json: ParsedJSON
    let schema: String
    let command: [String]
    do throws(JSONProblem) {
      json = try JSONReader.value(of: Array(bytes), limits: .storedFile)
    } catch {
      throw .unreadable("\(error.fact) at line \(error.line), column \(error.column)")
    }
    do throws(JSONFields.Problem) {
      var fields = try JSONFields(json)
      schema = try fields.value("schema")
      command = try fields.value("command", default: [])
    } catch {
      throw .unreadable(error.description)
    }
    guard schema == Self.schema else {
      throw .unreadable(
        explanation(ofOther: schema, command: command)
          ?? "it is of schema \(QuotedText(schema, longest: 64)), and this program reads "
          + "\(Self.schema); use the program that wrote it")
    }
    let value: Self
    do {
      value = try JSONDecoder().decode(Self.self, from: bytes)
    } catch let problem as JSONFields.Problem {
      throw .unreadable(problem.description)
    } catch {
      throw .unreadable("a field of it is missing or of another kind")
    }
    if let problem = value.problem { throw .unreadable(problem) }
    return value
  }

  public static func explanation(ofOther schema: String, command: [String]) -> String? { nil }
}

extension JSONLimits {
  /// For a file that this project wrote: a plan of as many cells as a sweep can have.
  fileprivate static let storedFile = JSONLimits(depth: 32, values: 1 << 21)
}

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
