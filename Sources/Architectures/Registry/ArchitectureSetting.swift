/// Something that can be set of an architecture: `name=value`.
public struct ArchitectureSetting: Sendable {
  private enum Kind: Sendable {
    /// A word, if there is one, stands for what depends on something else.
    case count(ClosedRange<Int>, multipleOf: Int, word: String?)
    case choice([String])
  }

  public let name: String
  /// What it is when nothing is set.
  public let usual: String
  /// A sentence for lists, with the source of the usual value.
  public let summary: String
  /// Whether it is said once for all of a run, as `--segment` is, and no part of the name.
  public let isShared: Bool
  private let kind: Kind
  private let aliases: [String]
  private let titles: [String: String]

  /// A whole number, one that a factor divides.
  public static func count(
    _ name: String, aliases: [String] = [], _ range: ClosedRange<Int>, multipleOf factor: Int = 1,
    default usual: Int, isShared: Bool = false, summary: String
  ) -> ArchitectureSetting {
    ArchitectureSetting(
      name: name, usual: "\(usual)", summary: summary, isShared: isShared,
      kind: .count(range, multipleOf: factor, word: nil), aliases: aliases, titles: [:])
  }

  /// A whole number, or usually a word for what depends on something else: on the sequence's length,
  /// on another setting.
  public static func count(
    _ name: String, _ range: ClosedRange<Int>, or word: String, summary: String
  ) -> ArchitectureSetting {
    ArchitectureSetting(
      name: name, usual: word, summary: summary, isShared: false,
      kind: .count(range, multipleOf: 1, word: word), aliases: [], titles: [:])
  }

  /// One of some words, the first of which is usual.
  ///
  /// - Parameter titles: What a word is called in tables and charts, if not `name word`.
  public static func choice(
    _ name: String, _ words: [String], summary: String, titles: [String: String] = [:]
  ) -> ArchitectureSetting {
    ArchitectureSetting(
      name: name, usual: words.first ?? "", summary: summary, isShared: false,
      kind: .choice(words), aliases: [], titles: titles)
  }

  /// The words there are to choose from; none of a number.
  public var words: [String] {
    if case .choice(let words) = kind { words } else { [] }
  }

  /// The words for what it takes: `a whole number from 1 to 65536`, `fused or stored`.
  public var takes: String {
    switch kind {
    case .count(let range, let factor, let word):
      (factor == 1 ? "a whole number" : "a multiple of \(factor)")
        + " from \(range.lowerBound) to \(range.upperBound)" + (word.map { ", or \($0)" } ?? "")
    case .choice(let words): words.joined(separator: " or ")
    }
  }

  func isCalled(_ name: String) -> Bool { self.name == name || aliases.contains(name) }

  /// A value as tables call it: `rank 64`.
  func title(of value: String) -> String { titles[value] ?? "\(name) \(value)" }

  /// A value as it is kept.
  func checked(_ text: String) throws(SettingProblem) -> String {
    switch kind {
    case .count(let range, let factor, let word):
      if text == word { return text }
      // No sign, no spaces, and no more digits than a number in range has.
      if text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
        let value = Int(text), range.contains(value), value.isMultiple(of: factor)
      {
        return "\(value)"
      }
      throw .value(name, given: text, wanted: takes, known: [])
    case .choice(let words):
      if words.contains(text) { return text }
      throw .value(name, given: text, wanted: takes, known: words)
    }
  }
}

/// What is set of an architecture.
public struct SettingValues: Hashable, Sendable {
  private let usual: [String: String]
  private var values: [String: String] = [:]

  init(_ settings: [ArchitectureSetting]) {
    usual = Dictionary(uniqueKeysWithValues: settings.map { ($0.name, $0.usual) })
  }

  /// The text of a setting; empty for one that the registry's line doesn't have.
  public subscript(_ name: String) -> String { values[name] ?? usual[name] ?? "" }

  /// The number of a setting.
  public func count(_ name: String) -> Int { number(name) ?? 0 }

  /// The number of a setting; `nil` where it is a word.
  public func number(_ name: String) -> Int? { Int(self[name]) }

  /// What was set otherwise than usual, as in a name: `:scores=stored`.
  var given: String {
    guard !values.isEmpty else { return "" }
    return values.filter { $0.value != usual[$0.key] }.sorted { $0.key < $1.key }
      .map { ":\($0.key)=\($0.value)" }.joined()
  }

  func isGiven(_ name: String) -> Bool { values[name] != nil }

  /// A number that was set.
  func given(_ name: String) -> Int? { values[name].flatMap { Int($0) } }

  mutating func give(_ name: String, _ value: String) { values[name] = value }
}
