import Architectures
import CommandLineKit
import Operations

/// An architecture as users write it: `full`, `full:scores=stored`, `rmt:segment=1024,memory=16`.
struct ArchitectureChoice: Sendable {
  private(set) var entry: ArchitectureEntry
  private var segment: Count?
  private var memory: Int?

  init(_ entry: ArchitectureEntry) {
    self.entry = entry
  }

  /// Architectures with commas between; what has an `=` belongs to the architecture before it.
  static func list(_ text: String) throws(CommandLineError) -> [ArchitectureChoice] {
    var choices: [ArchitectureChoice] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let pieces = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if pieces.count == 1, part.contains("=") {
        guard let last = choices.indices.last else {
          throw CommandLineError("\(Quotation(text)) begins with a setting; name an architecture")
        }
        try choices[last].set(String(part))
        continue
      }
      let name = String(pieces[0])
      guard let entry = ArchitectureEntry.all.first(where: { $0.name == name.lowercased() })
      else {
        throw Suggestion.unknown(
          "architecture", name, among: ArchitectureEntry.all.map(\.name))
      }
      choices.append(ArchitectureChoice(entry))
      if pieces.count == 2 { try choices[choices.count - 1].set(String(pieces[1])) }
    }
    return choices
  }

  /// Forms to begin with: every architecture, and what it is most often set to.
  static let forms = ["full", "full:scores=stored", "rmt", "rmt:segment=512,memory=10"]

  private mutating func set(_ setting: String) throws(CommandLineError) {
    let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, entry.settings.contains(String(parts[0])) {
      entry = try entry.setting(String(parts[0]), to: String(parts[1]))
      return
    }
    guard parts.count == 2, entry.carriesMemory else {
      throw CommandLineError(
        "\(Quotation(setting)) is no setting of \(entry.name); RMT has segment=512 and memory=10, "
          + "full has scores=stored")
    }
    switch parts[0] {
    case "segment", "seg":
      segment = try Count(parsing: String(parts[1]), upTo: RecurrentMemoryArguments.largest)
    case "memory", "mem":
      memory =
        parts[1] == "0"
        ? 0 : try Count(parsing: String(parts[1]), upTo: RecurrentMemoryArguments.largest).value
    default:
      throw Suggestion.unknown("setting", String(parts[0]), among: ["segment", "memory"])
    }
  }

  /// The architecture's options, with the command's segment and memory where it has none of its own.
  func options(
    mask: AttentionMask, segment: Count, slots: Int
  ) throws -> ArchitectureEntry.Options {
    try RecurrentMemoryArguments.options(
      mask: mask, segment: self.segment ?? segment, slots: memory ?? slots)
  }
}

extension ArchitectureEntry {
  fileprivate var carriesMemory: Bool { segmentation(1, Options(mask: .causal)) != nil }
}
