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

  public private(set) var columns: [Column]
  public private(set) var rows: [[String]]
  /// Whether the last row is a total, set apart from the rows above it by a line.
  public var endsInTotal: Bool
  /// Spaces before every line.
  public var indent: Int
  /// Lines that stand before rows, by the row's index, two places to the left of it.
  public var headings: [Int: String] = [:]

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
  ///
  /// - Parameter width: How long lines may become before the table is fitted; `nil` for as long as
  ///   they are.
  public func render(width: Int? = Terminal.width(1)) -> String {
    let table = printable
    guard let width, table.naturalWidth > width else { return table.lines }
    return TableFitting(table).text(within: width)
  }

  /// What would control a terminal spelled out, every cell on one line.
  private var printable: Table {
    with(
      columns.map { Column($0.title.oneLine, $0.alignment) }, rows: rows.map { $0.map(\.oneLine) })
  }

  /// Other columns and as many rows, in the same frame.
  func with(_ columns: [Column], rows: [[String]]) -> Table {
    var table = self
    (table.columns, table.rows) = (columns, rows)
    return table
  }

  /// Places between columns.
  static let gap = 2

  /// The longest line's places.
  var naturalWidth: Int {
    let widths = widths
    return max(0, indent) + widths.reduce(0, +) + Self.gap * max(0, widths.count - 1)
  }

  /// Each column's widest cell or line of its title.
  var widths: [Int] {
    let columnCount = max(columns.count, rows.map(\.count).max() ?? 0)
    return (0..<columnCount).map { column in
      let title = column < columns.count ? columns[column].title.longestPart(at: "\n") : 0
      return rows.reduce(title) { width, row in
        column < row.count ? max(width, row[column].longestPart(at: "\n")) : width
      }
    }
  }

  /// The lines as they are; line feeds in cells begin further lines of their rows.
  var lines: String {
    let widths = widths
    let rule = line(of: widths.map { String(repeating: "─", count: $0) }, widths: widths)
    var lines: [String] = []
    if columns.contains(where: { !$0.title.isEmpty }) {
      lines += self.lines(of: columns.map(\.title), widths: widths) + [rule]
    }
    for (index, row) in rows.enumerated() {
      if endsInTotal, index > 0, index == rows.count - 1 { lines.append(rule) }
      if let heading = headings[index] {
        lines.append(String(repeating: " ", count: max(0, indent - 2)) + heading.oneLine)
      }
      lines += self.lines(of: row, widths: widths)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of cells: [String], widths: [Int]) -> [String] {
    guard cells.contains(where: { $0.utf8.contains(UInt8(ascii: "\n")) }) else {
      return [line(of: cells, widths: widths)]
    }
    let parts = cells.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
    return (0..<max(1, parts.map(\.count).max() ?? 0)).map { number in
      line(of: parts.map { number < $0.count ? String($0[number]) : "" }, widths: widths)
    }
  }

  private func line(of cells: [String], widths: [Int]) -> String {
    var line = String(repeating: " ", count: max(0, indent))
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - cell.places))
      let isRight = column < columns.count && columns[column].alignment == .right
      line += (column == 0 ? "" : "  ") + (isRight ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
