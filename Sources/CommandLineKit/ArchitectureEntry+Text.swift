import Architectures

// Architectures as users write them.
extension ArchitectureEntry {
  /// Entries with commas between, as `full,full:scores=stored,rmt:segment=1024,memory=16`: what has an
  /// `=` and no name before it belongs to the architecture before it.
  public static func list(_ text: String) throws(CommandLineError) -> [ArchitectureEntry] {
    var entries: [ArchitectureEntry] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      var pieces = part.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      if pieces[0].contains("=") {
        guard !entries.isEmpty else {
          throw CommandLineError("\(Quotation(text)) begins with a setting; name an architecture")
        }
      } else {
        entries.append(try entry(pieces.removeFirst()))
      }
      for setting in pieces {
        entries[entries.count - 1] = try entries[entries.count - 1].setting(setting)
      }
    }
    return entries
  }

  /// The same, each once, without settings that hold for all of a run.
  public static func cells(_ text: String) throws(CommandLineError) -> [ArchitectureEntry] {
    var entries: [ArchitectureEntry] = []
    for entry in try list(text) {
      if let shared = entry.settings.first(where: { $0.isShared && entry.isSet($0.name) }) {
        throw CommandLineError(
          "\(shared.name) holds for all cells of a run; give --\(shared.name) in place of "
            + "\(entry.family):\(shared.name)=\(entry.values[shared.name])")
      }
      if !entries.contains(where: { $0.name == entry.name }) { entries.append(entry) }
    }
    return entries
  }

  private static func entry(_ name: String) throws(CommandLineError) -> ArchitectureEntry {
    guard let entry = all.first(where: { $0.family == name.lowercased() }) else {
      throw Suggestion.unknown("architecture", name, among: all.map(\.family))
    }
    return entry
  }

  /// This entry with `name=value`.
  private func setting(_ text: String) throws(CommandLineError) -> ArchitectureEntry {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard !isSet(name) else {
      throw CommandLineError("\(Quotation(name)) of \(family) is set twice; set it once")
    }
    do throws(SettingProblem) {
      let value = parts.count == 2 ? String(parts[1]) : ""
      return try with(name, Self.plainNumber(value) ?? value)
    } catch {
      throw explained(error)
    }
  }

  /// A number that is written as counts are, `1Ki` or `2e3`, in digits.
  private static func plainNumber(_ text: String) -> String? {
    (try? Count(parsing: text)).map { "\($0.value)" }
  }

  private func explained(_ problem: SettingProblem) -> CommandLineError {
    switch problem {
    case .unknown(let name, let known):
      known.isEmpty
        ? CommandLineError("\(family) has no setting \(Quotation(name)), and no other")
        : Suggestion.unknown("setting of \(family)", name, among: known)
    case .value(let name, let given, let wanted, let known):
      known.isEmpty
        ? CommandLineError(
          "\(name) of \(family) is \(wanted), and \(Quotation(given)) isn't; write "
            + "\(family):\(name)=\(values[name])")
        : Suggestion.unknown("value of \(name)", given, among: known)
    }
  }

  /// The options, with the segment and memory that were set of this one.
  ///
  /// - Throws: A usage error when the architecture can't be computed under the mask, or cuts into
  ///   segments that have no room for content.
  public func checked(
    _ options: ArchitectureEntry.Options
  ) throws -> ArchitectureEntry.Options {
    guard masks.contains(options.mask) else {
      throw CommandLineError(
        options.mask == .causal
          ? "\(family) lets every position see every other and can't be causal; take a model with a "
            + "full mask, such as bert-base, or --mask full where there is such an option"
          : "\(family) is causal, and can't be computed under a full mask; take a decoder"
      ).usage
    }
    let own = with(shared: options)
    if settings.contains(where: \.isShared) { try own.memory.checkRoom(under: own.mask) }
    return own
  }
}
