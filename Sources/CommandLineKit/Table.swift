/// An aligned table of plain text.
///
///     term          GFLOPs
///     ────────────  ──────
///     scores          12.9
///     feed-forward   103.1
///     ────────────  ──────
///     total          116.0
public struct Table: Sendable {
  /// Which edge of its column a cell stands at.
  public enum Alignment: Sendable {
    case left
    case right
  }

  /// A column's title and alignment.
  public struct Column: Sendable {
    public let title: String
    public let alignment: Alignment

    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  public let columns: [Column]
  public private(set) var rows: [[String]]
  /// Whether the last row is a total, set apart from the rows above it by a line.
  public var endsInTotal: Bool
  /// Spaces before every line.
  public var indent: Int

  public init(
    _ columns: [Column], rows: [[String]] = [], endsInTotal: Bool = false, indent: Int = 0
  ) {
    self.columns = columns
    self.rows = rows
    self.endsInTotal = endsInTotal
    self.indent = indent
  }

  /// Adds a row; cells it lacks are empty, and cells beyond the last column have no title.
  public mutating func append(_ row: [String]) {
    rows.append(row)
  }

  /// The table's lines, each ending in a line feed, without spaces at their ends.
  ///
  /// A character counts as one place wide, whatever it is made of. What would control a terminal
  /// reads `\u{1b}`.
  public func render() -> String {
    let cells = rows.map { $0.map(\.oneLine) }
    let titles = columns.map { $0.title.oneLine }
    let widths = Self.widths(of: [titles] + cells)
    let rule = widths.map { String(repeating: "─", count: $0) }
    var lines: [[String]] = []
    if titles.contains(where: { !$0.isEmpty }) { lines += [titles, rule] }
    if endsInTotal, cells.count > 1 {
      lines += cells.dropLast() + [rule] + cells.suffix(1)
    } else {
      lines += cells
    }
    return lines.map { line(of: $0, widths: widths) + "\n" }.joined()
  }

  private static func widths(of lines: [[String]]) -> [Int] {
    let columnCount = lines.map(\.count).max() ?? 0
    return (0..<columnCount).map { column in
      lines.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
  }

  private func line(of cells: [String], widths: [Int]) -> String {
    var line = String(repeating: " ", count: max(0, indent))
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
      let isRight = column < columns.count && columns[column].alignment == .right
      line += (column == 0 ? "" : "  ") + (isRight ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
