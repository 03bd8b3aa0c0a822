extension HuggingFaceNameTable {
  /// What a parameter is to its module.
  enum Leaf: String {
    case matrix = "weight"
    case bias
    case gain
    case shift

    /// Whether it is stored with one size only.
    var isVector: Bool { self != .matrix }

    /// A parameter's name as module and leaf; a table's name is that of its module.
    static func split(_ parameter: String) -> (module: String, leaf: Leaf) {
      guard let dot = parameter.lastIndex(of: "."),
        let leaf = Leaf(rawValue: String(parameter[parameter.index(after: dot)...]))
      else { return (parameter, .matrix) }
      return (String(parameter[..<dot]), leaf)
    }
  }
}
