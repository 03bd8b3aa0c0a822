/// A regular expression over names of modules: what such lists use of the notation, in bounded time.
///
/// Literals, `.`, classes in brackets, `\d`, `\w`, groups with `|`, the repetitions `*`, `+`, `?` and
/// `{m,n}`, and `$`. Files are not to be trusted: after so many steps a comparison ends as no match.
struct ModuleExpression: Hashable, Sendable {
  /// Why an entry can't be read.
  struct Problem: Error, Equatable {
    let description: String
  }

  private indirect enum Node: Hashable, Sendable {
    case end
    case any
    case one(Set<UInt8>, isNegated: Bool)
    case sequence([Node])
    case choice([Node])
    case repeated(Node, least: Int, most: Int)
  }

  private let node: Node
  private static let longest = 200
  private static let mostSteps = 5000

  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.longest else {
      throw Problem(description: "an expression of \(text.utf8.count) bytes")
    }
    var parser = Parser(rest: Array(text.utf8)[...])
    node = try parser.choice(depth: 0)
    guard parser.rest.isEmpty else { throw Problem(description: "a bracket that isn't opened") }
  }

  /// The whole of a name, where `*` stands for anything.
  init(wildcard text: String) {
    let anything = Node.repeated(.any, least: 0, most: .max)
    node = .sequence(
      text.utf8.prefix(Self.longest).map {
        $0 == UInt8(ascii: "*") ? anything : .one([$0], isNegated: false)
      } + [.end])
  }

  /// Whether it fits the name's beginning.
  func begins(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    var steps = Self.mostSteps
    return Self.fits(node, bytes, 0, &steps) { _, _ in true }
  }

  private static func fits(
    _ node: Node, _ name: [UInt8], _ place: Int, _ steps: inout Int,
    _ rest: (Int, inout Int) -> Bool
  ) -> Bool {
    steps -= 1
    guard steps > 0 else { return false }
    switch node {
    case .end: return place == name.count && rest(place, &steps)
    case .any: return place < name.count && rest(place + 1, &steps)
    case .one(let set, let isNegated):
      return place < name.count && set.contains(name[place]) != isNegated
        && rest(place + 1, &steps)
    case .sequence(let nodes):
      guard let first = nodes.first else { return rest(place, &steps) }
      return fits(first, name, place, &steps) { place, steps in
        fits(.sequence(Array(nodes.dropFirst())), name, place, &steps, rest)
      }
    case .choice(let nodes):
      for node in nodes where fits(node, name, place, &steps, rest) { return true }
      return false
    case .repeated(let inner, let least, let most):
      if most > 0 {
        let fewer = Node.repeated(
          inner, least: max(0, least - 1), most: most == .max ? most : most - 1)
        let again = fits(inner, name, place, &steps) { next, steps in
          // What fits nothing would do so for ever.
          next > place && fits(fewer, name, next, &steps, rest)
        }
        if again { return true }
      }
      return least == 0 && rest(place, &steps)
    }
  }

  /// Reads the notation.
  private struct Parser {
    var rest: ArraySlice<UInt8>

    private static let word = Set(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_".utf8)
    private static let digits = Set("0123456789".utf8)

    mutating func choice(depth: Int) throws(Problem) -> Node {
      guard depth < 16 else { throw Problem(description: "groups within groups") }
      var choices: [Node] = []
      repeat { choices.append(try sequence(depth: depth)) } while take("|")
      return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func sequence(depth: Int) throws(Problem) -> Node {
      var nodes: [Node] = []
      while let next = rest.first, next != UInt8(ascii: "|"), next != UInt8(ascii: ")") {
        if take("^") {
          guard nodes.isEmpty else { throw Problem(description: "a ^ inside") }
          continue
        }
        nodes.append(try repeated(atom(depth: depth)))
      }
      return .sequence(nodes)
    }

    private mutating func atom(depth: Int) throws(Problem) -> Node {
      if take("$") { return .end }
      if take(".") { return .any }
      if take("(") {
        if take("?"), !take(":") { throw Problem(description: "a group that begins with ?") }
        let inner = try choice(depth: depth + 1)
        guard take(")") else { throw Problem(description: "a bracket that isn't closed") }
        return inner
      }
      if take("[") { return try set() }
      if take("\\") { return .one(try escaped(), isNegated: false) }
      return .one([rest.removeFirst()], isNegated: false)
    }

    private mutating func repeated(_ node: Node) throws(Problem) -> Node {
      if take("*") { return .repeated(node, least: 0, most: .max) }
      if take("+") { return .repeated(node, least: 1, most: .max) }
      if take("?") { return .repeated(node, least: 0, most: 1) }
      guard take("{") else { return node }
      let least = number()
      let most = take(",") ? (number() ?? .max) : least
      guard take("}"), let least, let most, least <= most else {
        throw Problem(description: "a { without numbers")
      }
      return .repeated(node, least: least, most: most)
    }

    private mutating func set() throws(Problem) -> Node {
      let isNegated = take("^")
      var set: Set<UInt8> = []
      while let next = rest.first, next != UInt8(ascii: "]") {
        rest.removeFirst()
        if next == UInt8(ascii: "\\") {
          set.formUnion(try escaped())
        } else if take("-"), let last = rest.first, last != UInt8(ascii: "]"), last >= next {
          rest.removeFirst()
          set.formUnion(next...last)
        } else {
          set.insert(next)
        }
      }
      guard take("]") else { throw Problem(description: "a bracket that isn't closed") }
      return .one(set, isNegated: isNegated)
    }

    private mutating func escaped() throws(Problem) -> Set<UInt8> {
      guard let next = rest.popFirst() else { throw Problem(description: "a \\ at its end") }
      switch next {
      case UInt8(ascii: "d"): return Self.digits
      case UInt8(ascii: "w"): return Self.word
      case _ where Self.word.contains(next):
        throw Problem(description: "\\\(Character(Unicode.Scalar(next)))")
      default: return [next]
      }
    }

    private mutating func number() -> Int? {
      let digits = rest.prefix { Self.digits.contains($0) }
      guard digits.count <= 3 else { return nil }
      rest = rest[digits.endIndex...]
      return Int(String(decoding: digits, as: UTF8.self))
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest.removeFirst()
      return true
    }
  }
}
