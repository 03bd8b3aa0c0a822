/// A cell as commands and files name it: `rmt:4` is RMT over four segments.
public struct CellName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
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
    // An architecture's settings have colons too: full:scores=stored:4.
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let (architecture, count) = (text[..<colon], text[text.index(after: colon)...])
    guard Self.isArchitecture(architecture),
      count.allSatisfy({ $0.isASCII && $0.isNumber }), let segments = Int(count),
      1...Self.mostSegments ~= segments
    else { return nil }
    self.init(architecture: String(architecture), segments: segments)
  }

  /// Whether it is a name, with settings or without: `full`, `full:scores=stored`.
  private static func isArchitecture(_ text: some StringProtocol) -> Bool {
    func isWord(_ text: some StringProtocol) -> Bool {
      !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return text.count <= 64 && isWord(parts[0])
      && parts.dropFirst().allSatisfy { setting in
        let sides = setting.split(separator: "=", omittingEmptySubsequences: false)
        return sides.count == 2 && sides.allSatisfy { isWord($0) }
      }
  }

  /// By number of segments, then by architecture.
  public static func < (one: CellName, other: CellName) -> Bool {
    (one.segments, one.architecture) < (other.segments, other.architecture)
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
