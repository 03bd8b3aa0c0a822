import Architectures
import CommandLineKit
import Measurement

extension CellName {
  /// Reads cells of known architectures, `full:4,rmt:4` or `rmt:1k`; each is named once.
  static func list(_ text: String) throws(CommandLineError) -> [CellName] {
    let cells = try anyList(text)
    for cell in cells { _ = try entry(cell.architecture) }
    return cells
  }

  /// The architecture of that name.
  static func entry(_ name: String) throws(CommandLineError) -> ArchitectureEntry {
    guard let entry = ArchitectureEntry.named(name) else {
      throw Suggestion.unknown("architecture", name, among: ArchitectureEntry.allForms.map(\.name))
    }
    return entry
  }

  /// The same whether there are such architectures or not.
  static func anyList(_ text: String) throws(CommandLineError) -> [CellName] {
    var cells: [CellName] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let cell = try one(String(part))
      guard !cells.contains(cell) else {
        throw CommandLineError("\(Quotation("\(cell)")) is named twice; name each cell once")
      }
      cells.append(cell)
    }
    return cells
  }

  private static func one(_ text: String) throws(CommandLineError) -> CellName {
    // An architecture's settings have colons too: full:scores=stored:4.
    guard let colon = text.lastIndex(of: ":") else {
      throw CommandLineError(
        "\(Quotation(text)) names no cell; write an architecture and its segments, such as rmt:4")
    }
    let name = String(text[..<colon])
    let segments = try Count(parsing: String(text[text.index(after: colon)...]))
    guard segments.value <= mostSegments else {
      throw CommandLineError(
        "\(Quotation(text)) has too many segments; at most \(NumberFormat.grouped(mostSegments))")
    }
    return CellName(architecture: name, segments: segments.value)
  }
}
