/// A cell as commands and files name it: `rmt:4` is RMT over four segments.
public struct CellName: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The most segments a name may have.
  public static let mostSegments = 1_000_000_000

  public let architecture: String
  public let segments: Int

  public init(architecture: String, segments: Int) {
    self.architecture = architecture
    self.segments = segments
  }

  /// Reads `architecture:segments`; `nil` when it is none.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[0].count <= 64,
      parts[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }),
      parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let segments = Int(parts[1]),
      1...Self.mostSegments ~= segments
    else { return nil }
    self.init(architecture: String(parts[0]), segments: segments)
  }

  public var description: String { "\(architecture):\(segments)" }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let name = try CellName(container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a cell is architecture:segments")
    }
    self = name
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Cell {
  public var name: CellName { CellName(architecture: architecture, segments: segments) }
}
