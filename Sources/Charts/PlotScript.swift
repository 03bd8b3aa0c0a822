/// A gnuplot script as a value: statements, and blocks of numbers between them.
struct PlotScript: Equatable {
  enum Part: Equatable {
    case statements(String)
    /// The data block `$name`, one point per row.
    case block(name: String, rows: [[Double]])
  }

  private(set) var parts: [Part] = []

  /// Adds one line.
  mutating func line(_ text: String) {
    if case .statements(let earlier) = parts.last {
      parts[parts.count - 1] = .statements(earlier + text + "\n")
    } else {
      parts.append(.statements(text + "\n"))
    }
  }

  /// Adds a data block, whose rows must be equally long.
  mutating func block(_ name: String, _ rows: [[Double]]) {
    parts.append(.block(name: name, rows: rows))
  }

  /// All statements, without the data.
  var statements: String {
    parts.reduce(into: "") { text, part in
      if case .statements(let lines) = part { text += lines }
    }
  }
}
