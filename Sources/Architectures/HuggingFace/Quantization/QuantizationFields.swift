import Text

/// The fields of a `quantization_config`: what they say, and which nobody asked for.
struct QuantizationFields {
  typealias Problem = QuantizationProblem

  private let fields: [String: ParsedJSON]
  private var asked: Set<String> = ["quant_method"]
  var notes: [String] = []

  init(_ fields: [String: ParsedJSON]) {
    self.fields = fields
  }

  /// Fields that are about computing, calibration or loading, not about what is stored.
  mutating func pass(over names: String...) { asked.formUnion(names) }

  mutating func value(_ name: String) -> ParsedJSON? {
    asked.insert(name)
    return fields[name] == .null ? nil : fields[name]
  }

  func has(_ name: String) -> Bool { fields[name] != nil && fields[name] != .null }

  mutating func flag(_ name: String, default fallback: Bool = false) throws(Problem) -> Bool {
    switch value(name) {
    case nil: return fallback
    case .boolean(let flag): return flag
    case .some(let value): throw Problem("\(name) is \(value.described)")
    }
  }

  /// The first of the names that the file has, as text in small letters.
  mutating func text(_ names: String...) throws(Problem) -> String? {
    for name in names {
      switch value(name) {
      case nil: continue
      case .string(let text): return text.lowercased()
      case .some(let value): throw Problem("\(name) is \(value.described)")
      }
    }
    return nil
  }

  /// A whole number from -1 to 1,048,576.
  mutating func whole(_ name: String) throws(Problem) -> Int? {
    guard let value = value(name) else { return nil }
    guard case .number(let literal) = value, let number = Int(literal),
      (-1...1 << 20).contains(number)
    else { throw Problem("\(name) is \(value.described)") }
    return number
  }

  /// The first of the names that the file has, as a whole number out of a list.
  mutating func bits(_ names: String..., among allowed: [Int]) throws(Problem) -> Int {
    for name in names {
      guard let bits = try whole(name) else { continue }
      guard allowed.contains(bits) else { throw Problem("\(name) is \(bits)") }
      return bits
    }
    throw Problem("\(names[0]) isn't in quantization_config")
  }

  /// Inputs that share a scale; `nil` for all of them, which files write as -1.
  mutating func group(_ names: String..., default fallback: Int) throws(Problem) -> Int? {
    for name in names {
      guard let size = try whole(name) else { continue }
      guard size != 0 else { throw Problem("\(name) is 0") }
      return size < 0 ? nil : size
    }
    return fallback
  }

  /// Names of modules under the first of the names that the file has, compared as the library that
  /// wrote them does.
  mutating func modules(
    _ names: String..., compared rule: ModulePattern.Rule
  ) throws(Problem) -> [ModulePattern]? {
    for name in names {
      switch value(name) {
      case nil: continue
      case .array(let list): return try Self.patterns(list, of: name, rule)
      case .some(let value):
        guard case .string = value else { throw Problem("\(name) is \(value.described)") }
        return try Self.patterns([value], of: name, rule)
      }
    }
    return nil
  }

  static func patterns(
    _ entries: [ParsedJSON], of name: String, _ rule: ModulePattern.Rule
  ) throws(Problem) -> [ModulePattern] {
    guard entries.count <= 4096 else { throw Problem("\(name) has \(entries.count) entries") }
    var patterns: [ModulePattern] = []
    for entry in entries {
      guard case .string(let text) = entry else {
        throw Problem("\(name) holds \(entry.described)")
      }
      do throws(ModuleExpression.Problem) {
        let pattern = try ModulePattern(text, rule)
        guard !pattern.tellsExpertsApart else {
          throw ModuleExpression.Problem(description: "single experts")
        }
        patterns.append(pattern)
      } catch {
        throw Problem("\(name) has \(QuotedText(text)), with \(error.description)")
      }
    }
    return patterns
  }

  /// Fields that nobody asked for, sorted and safe to print.
  var unread: [String] {
    fields.keys.filter { !asked.contains($0) }.sorted().map { QuotedText.plain($0) }
  }

  /// Refuses what names modules of a family whose names aren't known, and lists what wasn't read.
  mutating func check(
    _ quantization: Quantization, of model: ModelConfiguration
  ) throws(Problem) {
    guard ModuleNames.knows(model.family) || !quantization.asksForNames else {
      throw Problem("it names modules, and those of \(model.family) aren't known")
    }
    guard !unread.isEmpty else { return }
    notes.append("in quantization_config, not understood: \(unread.joined(separator: ", "))")
  }
}
