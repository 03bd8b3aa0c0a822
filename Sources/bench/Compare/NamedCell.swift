import Architectures
import CommandLineKit
import Measurement
import Workloads

/// A cell as it is named on the command line: `rmt:4`, an architecture and its segments.
struct NamedCell: Hashable, Sendable {
  private static let mostSegments = 1_000_000

  let architecture: ArchitectureEntry
  let segments: Int

  var name: String { "\(architecture.name):\(segments)" }

  static func == (one: NamedCell, other: NamedCell) -> Bool { one.name == other.name }

  func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Reads `full:4,rmt:4`; each cell is named once.
  static func list(_ text: String) throws(CommandLineError) -> [NamedCell] {
    var cells: [NamedCell] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let cell = try one(String(part))
      guard !cells.contains(cell) else {
        throw CommandLineError("\(Quotation(cell.name)) is named twice; name each cell once")
      }
      cells.append(cell)
    }
    return cells
  }

  private static func one(_ text: String) throws(CommandLineError) -> NamedCell {
    // An architecture's settings have colons too: full:scores=stored:4.
    guard let colon = text.lastIndex(of: ":") else {
      throw CommandLineError(
        "\(Quotation(text)) names no cell; write an architecture and its segments, such as rmt:4")
    }
    let name = String(text[..<colon])
    guard let entry = ArchitectureEntry.named(name) else {
      throw Suggestion.unknown("architecture", name, among: ArchitectureEntry.allForms.map(\.name))
    }
    let segments = try Count(parsing: String(text[text.index(after: colon)...]))
    guard segments.value <= mostSegments else {
      throw CommandLineError("\(Quotation(text)) has too many segments; at most 1,000,000")
    }
    return NamedCell(architecture: entry, segments: segments.value)
  }
}
