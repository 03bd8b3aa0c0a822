import Operations

// Settings that make another entry of one: `full:scores=stored`.
extension ArchitectureEntry {
  /// Every architecture in each of its forms.
  public static let allForms: [ArchitectureEntry] = [full, fullStoringScores, recurrentMemory]

  /// Names of the settings that ``with(_:_:)`` takes.
  public var settings: [String] { isFull ? ["scores"] : [] }

  /// Values of a setting; empty when the entry has no such setting.
  public func values(of setting: String) -> [String] {
    settings.contains(setting) ? ScoreStorage.allCases.map(\.rawValue) : []
  }

  /// The form of this entry with a setting; `nil` when it has no such setting or value.
  public func with(_ setting: String, _ value: String) -> ArchitectureEntry? {
    guard settings.contains(setting), let scores = ScoreStorage(rawValue: value) else { return nil }
    switch scores {
    case .fused: return .full
    case .stored: return .fullStoringScores
    }
  }

  /// The entry that is written as its name: `full`, `full:scores=stored`, `rmt`.
  ///
  /// - Returns: `nil` when there is none.
  public static func named(_ text: String) -> ArchitectureEntry? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let entry = all.first(where: { $0.name == parts[0] }) else { return nil }
    guard parts.count == 2 else { return entry }
    let setting = parts[1].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return setting.count == 2 ? entry.with(String(setting[0]), String(setting[1])) : nil
  }

  private var isFull: Bool { name == Self.full.name || name == Self.fullStoringScores.name }
}
