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
      case .schema(let name): "it is of schema '\(name)'"
      case .unreadable(let reason): reason
      }
    }
  }

  private struct Versioned: Decodable { let schema: String? }

  /// Reads a line without its end.
  public init(line: some DataProtocol) throws(LineProblem) {
    let data = Data(line.prefix(Self.longestLine + 1))
    guard data.count <= Self.longestLine else { throw .unreadable("it is too long for a sample") }
    let decoder = JSONDecoder()
    if let schema = (try? decoder.decode(Versioned.self, from: data))?.schema,
      schema != Self.schema
    {
      throw .schema(schema)
    }
    guard let sample = try? decoder.decode(Sample.self, from: data) else {
      throw .unreadable("it is torn or no sample")
    }
    if let problem = sample.problem { throw .unreadable(problem) }
    self = sample
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
