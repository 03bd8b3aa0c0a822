import Architectures

// Architectures as users write them.
extension ArchitectureEntry {
  /// The form of this entry with one of its settings.
  ///
  /// - Throws: A sentence that names the values when there is no such one.
  public func setting(
    _ name: String, to value: String
  ) throws(CommandLineError) -> ArchitectureEntry {
    guard let entry = with(name, value) else {
      throw Suggestion.unknown("value of \(name)", value, among: values(of: name))
    }
    return entry
  }

  /// Entries with commas between: `full,full:scores=stored,rmt`, each once.
  public static func list(_ text: String) throws(CommandLineError) -> [ArchitectureEntry] {
    var entries: [ArchitectureEntry] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let entry = try parse(String(part))
      if !entries.contains(where: { $0.name == entry.name }) { entries.append(entry) }
    }
    return entries
  }

  private static func parse(_ text: String) throws(CommandLineError) -> ArchitectureEntry {
    if let entry = named(text.lowercased()) { return entry }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let entry = named(name.lowercased()) else {
      throw Suggestion.unknown("architecture", name, among: allForms.map(\.name))
    }
    throw CommandLineError(
      "\(Quotation(text)) has a setting that \(entry.name) doesn't have here; there are "
        + allForms.map(\.name).joined(separator: ", ")
        + ", and --segment and --memory for all of RMT's cells")
  }
}
