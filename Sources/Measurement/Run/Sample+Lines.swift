import Foundation

extension Sample {
  /// The longest line that is taken for a sample.
  public static let longestLine = 64 << 10

  /// Why a line holds no sample.
  public enum LineProblem: Error, Equatable, CustomStringConvertible {
    /// Written by another version of the program.
    case schema(String)
    /// Torn, edited or something else.
    case unreadable(String)

    public var description: String {
      switch self {
      case .schema(let name): "it is of schema '\(name)', and this program reads \(Sample.schema)"
      case .unreadable(let reason): reason
      }
    }
  }

  /// Reads a line without its end; O(bytes), without decoding anything but the line's own fields.
  public init(line: ArraySlice<UInt8>) throws(LineProblem) {
    guard line.count <= Self.longestLine else {
      throw .unreadable("it is too long for a sample")
    }
    self = try line.withUnsafeBufferPointer { bytes throws(LineProblem) in
      var reader = SampleReader()
      do throws(SampleReader.Problem) {
        return try reader.sample(bytes)
      } catch {
        // What another version wrote may look wrong in any other way too.
        if let schema = reader.schema, schema != Self.schema { throw .schema(schema) }
        throw .unreadable(error.reason)
      }
    }
  }

  /// The line that `init(line:)` reads, with its end.
  ///
  /// - Throws: When a number isn't finite.
  public func line() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
