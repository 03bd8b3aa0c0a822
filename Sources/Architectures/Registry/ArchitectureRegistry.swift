import Synchronization

extension ArchitectureEntry {
  /// Every architecture of this package; full attention first: it is what the others are compared
  /// with.
  private static let ofThePackage: [ArchitectureEntry] = [
    full,
    recurrentMemory,
    linformer,
    visionTransformer,
    s4d,
  ]

  private static let ofUsers = Mutex<[ArchitectureEntry]>([])

  /// Every architecture, those that were registered last.
  public static var all: [ArchitectureEntry] { ofThePackage + ofUsers.withLock { $0 } }

  /// Adds an architecture of your own, which every list and parser then knows.
  ///
  /// - Throws: ``ArchitectureError`` when there is one of that name.
  public static func register(_ entry: ArchitectureEntry) throws(ArchitectureError) {
    let isNew = ofUsers.withLock { users in
      guard !(ofThePackage + users).contains(where: { $0.family == entry.family }) else {
        return false
      }
      users.append(entry)
      return true
    }
    guard isNew else {
      throw ArchitectureError(
        "there is an architecture called \(entry.family); choose another name")
    }
  }

  /// What is compared when nothing is said.
  public static let usual: [ArchitectureEntry] = [full, recurrentMemory]

  /// Every architecture as it is, and with each word of its settings.
  public static var allForms: [ArchitectureEntry] {
    all.flatMap { entry in
      [entry]
        + entry.settings.flatMap { setting in
          setting.words.dropFirst().compactMap { try? entry.with(setting.name, $0) }
        }
    }
  }

  /// The entry that is written as its name: `full`, `full:scores=stored`, `rmt`.
  ///
  /// - Returns: `nil` when there is none.
  public static func named(_ text: String) -> ArchitectureEntry? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard var entry = all.first(where: { $0.family == parts[0] }) else { return nil }
    for part in parts.dropFirst() {
      let setting = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard setting.count == 2, !entry.isSet(String(setting[0])),
        let set = try? entry.with(String(setting[0]), String(setting[1]))
      else { return nil }
      entry = set
    }
    return entry
  }
}
