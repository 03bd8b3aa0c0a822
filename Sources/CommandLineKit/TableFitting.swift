/// A table that is wider than the place for it, and how wide its columns are and have to be.
struct TableFitting {
  private let table: Table
  /// The places each column takes.
  private let widths: [Int]
  /// The least it has to take: a number stays whole, as does a word.
  private let least: [Int]

  /// Rows up to which a table is continued below itself.
  private static let mostContinued = 50
  /// Places that a text is left with before another way is looked for.
  private static let comfortable = 16

  init(_ table: Table) {
    let widths = table.widths
    self.init(table, widths: widths, least: Self.least(of: table, widths))
  }

  private init(_ table: Table, widths: [Int], least: [Int]) {
    (self.table, self.widths, self.least) = (table, widths, least)
  }

  private static func least(of table: Table, _ widths: [Int]) -> [Int] {
    var least = widths.indices.map { column in
      let isText = table.isText(column)
      let title =
        column < table.columns.count ? table.columns[column].title.longestPart(at: " ") : 0
      return max(title, isText ? min(widths[column], comfortable) : 0)
    }
    for row in table.rows {
      for (column, cell) in row.enumerated() {
        least[column] = max(
          least[column], table.isText(column) ? cell.longestPart(at: " ") : cell.places)
      }
    }
    return least
  }

  /// The table in lines of at most `width` places, where no number or word alone is longer.
  ///
  /// In this order, until it fits: titles and texts go on on further lines; what is the same in all
  /// rows is said once, above them; a single row becomes a line a column. Then a short table is
  /// continued below itself with its first columns again, and of a long one the last columns are
  /// left out and named.
  func text(within width: Int) -> String {
    if let narrow = narrowed(to: width) { return narrow.lines }
    if table.rows.count == 1, !table.endsInTotal {
      return TableFitting(standing).wrapped(to: width).lines
    }
    let (said, rest) = withoutConstants
    let above = said.map { $0.wrapped(to: width, indent: table.indent) + "\n\n" } ?? ""
    if let narrow = rest.narrowed(to: width) { return above + narrow.lines }
    return above
      + (table.rows.count <= Self.mostContinued
        ? rest.continued(within: width) : rest.cut(to: width))
  }

  private func places(of widths: some Collection<Int>) -> Int {
    max(0, table.indent) + widths.reduce(0, +) + Table.gap * max(0, widths.count - 1)
  }

  /// The table with lines broken in titles and texts; `nil` when that doesn't suffice.
  private func narrowed(to width: Int) -> Table? {
    guard places(of: least) <= width else { return nil }
    var widths = widths
    while places(of: widths) > width {
      // The widest that may become narrower.
      let widest = widths.indices.filter { widths[$0] > least[$0] }.max { widths[$0] < widths[$1] }
      guard let widest else { return nil }
      widths[widest] -= 1
    }
    return broken(to: widths)
  }

  /// The same, or as narrow as it becomes.
  private func wrapped(to width: Int) -> Table { narrowed(to: width) ?? broken(to: least) }

  /// Cells and titles broken into lines of the given widths.
  private func broken(to widths: [Int]) -> Table {
    table.with(
      zip(table.columns, widths).map { .init($0.title.wrapped(to: $1), $0.alignment) },
      rows: table.rows.map { row in
        row.enumerated().map { column, cell in
          table.isText(column) ? cell.wrapped(to: widths[column]) : cell
        }
      })
  }

  /// A line for each column of a single row.
  private var standing: Table {
    Table(
      [.init(""), .init("")],
      rows: zip(table.columns.map(\.title), table.rows[0]).map { [$0, $1] }, indent: table.indent)
  }

  /// What is the same in all rows, as a text, and the table without it.
  private var withoutConstants: (said: String?, rest: TableFitting) {
    guard table.rows.count > 1, !table.endsInTotal, let first = table.rows.first else {
      return (nil, self)
    }
    let varying = table.columns.indices.filter { column in
      table.columns[column].title.isEmpty
        || table.rows.contains { $0.count <= column || $0[column] != first[column] }
    }
    guard !varying.isEmpty, varying.count < table.columns.count else { return (nil, self) }
    let said = table.columns.indices.filter { !varying.contains($0) && first[$0] != "—" }
      .map { "\(table.columns[$0].title) \(first[$0])" }
    return (said.isEmpty ? nil : said.joined(separator: " · "), taking(varying))
  }

  private func taking(_ taken: [Int]) -> TableFitting {
    let part = table.with(
      taken.map { table.columns[$0] },
      rows: table.rows.map { row in taken.map { $0 < row.count ? row[$0] : "" } })
    return TableFitting(part, widths: taken.map { widths[$0] }, least: taken.map { least[$0] })
  }

  /// The first columns that tell the rows apart, as long as each other has a place beside them.
  private func keys(within width: Int) -> [Int] {
    var keys = [0]
    var told = tuples(of: keys).count
    for column in table.columns.indices.dropFirst() where told < table.rows.count {
      let others = table.columns.indices.filter { !keys.contains($0) && $0 != column }
      let widest = others.map { least[$0] }.max() ?? 0
      guard places(of: (keys + [column]).map { least[$0] } + [widest]) <= width else { continue }
      let more = tuples(of: keys + [column]).count
      guard more > told else { continue }
      keys.append(column)
      told = more
    }
    return keys
  }

  private func tuples(of columns: [Int]) -> Set<[String]> {
    Set(table.rows.map { row in columns.map { $0 < row.count ? row[$0] : "" } })
  }

  /// Columns in blocks that fit, each beginning with the keys.
  private func blocks(within width: Int) -> [[Int]] {
    let keys = keys(within: width)
    var blocks: [[Int]] = []
    for column in table.columns.indices where !keys.contains(column) {
      if let last = blocks.last, places(of: (last + [column]).map { least[$0] }) <= width {
        blocks[blocks.count - 1].append(column)
      } else {
        blocks.append(keys + [column])
      }
    }
    return blocks
  }

  private func continued(within width: Int) -> String {
    blocks(within: width).map { taking($0).wrapped(to: width).lines }.joined(separator: "\n")
  }

  private func cut(to width: Int) -> String {
    guard let first = blocks(within: width).first else { return table.lines }
    let left = table.columns.indices.filter { !first.contains($0) }.map { table.columns[$0].title }
    let note =
      "left out for want of places: \(left.joined(separator: ", ")); a terminal of "
      + "\(places(of: widths)) columns, COLUMNS=\(places(of: widths)) or --format csv shows them"
    return taking(first).wrapped(to: width).lines + "\n"
      + note.wrapped(to: width, indent: table.indent) + "\n"
  }
}

extension Table {
  /// Whether a column's cells may be broken: texts are, at spaces, numbers with their units aren't.
  fileprivate func isText(_ column: Int) -> Bool {
    column >= columns.count || columns[column].alignment == .left
  }
}
