/// How a checkpoint's weights are stored where some of its modules are quantised.
public struct Quantization: Hashable, Sendable {
  /// Modules that are stored in a format; the first rule that speaks of a module holds.
  struct Rule: Hashable, Sendable {
    let format: WeightFormat
    /// What may be stored so.
    let roles: Set<WeightRole>
    /// Names of which one has to fit; all modules when `nil`.
    var targets: [ModulePattern]?
  }

  /// Such as `bitsandbytes nf4`.
  public let name: String
  let rules: [Rule]
  /// Modules that stay as they are.
  let kept: [ModulePattern]
  /// Bits of the key-value cache, where the file says them.
  public let keyValueBits: Int?

  init(_ name: String, _ rules: [Rule], kept: [ModulePattern] = [], keyValueBits: Int? = nil) {
    self.name = name
    self.rules = rules
    self.kept = kept
    self.keyValueBits = keyValueBits
  }

  /// The format of a matrix; `nil` when it stays as it is.
  public func format(of matrix: WeightMatrix, in family: String) -> WeightFormat? {
    let name = ModuleNames.name(of: matrix, in: family)
    if let name, kept.contains(where: { $0.fits(name) }) { return nil }
    let rule = rules.first { rule in
      guard rule.roles.contains(matrix.role) else { return false }
      guard let targets = rule.targets else { return true }
      return name.map { name in targets.contains { $0.fits(name) } } ?? false
    }
    return rule?.format
  }

  /// Whether some rule speaks of names, which must then be known.
  var asksForNames: Bool { !kept.isEmpty || rules.contains { $0.targets != nil } }
}
