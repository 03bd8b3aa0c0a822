/// Tables that are wider than the place for them.
extension Table {
  /// The table in lines of at most `width` places, where no number or word alone is longer.
  ///
  /// In this order, until it fits: titles and texts go on on further lines; what is the same in all
  /// rows is said once, above them; a single row becomes a line a column. Then a short table is
  /// continued below itself with its first columns again, and of a long one the last columns are
  /// left out and named.
  func fitted(to width: Int) -> String {
    if let narrow = narrowed(to: width) { return narrow.lines }
    if rows.count == 1, !endsInTotal { return standing.wrapped(to: width).lines }
    let (said, rest) = withoutConstants
    let above = said.map { $0.wrapped(to: width, indent: indent) + "\n\n" } ?? ""
    if let narrow = rest.narrowed(to: width) { return above + narrow.lines }
    return above + (rows.count <= Self.mostContinued ? rest.continued(to: width) : rest.cut(to: width))
  }

  /// Rows up to which a table is continued below itself.
  private static let mostContinued = 50
  /// Places that a text is left with before another way is looked for.
  private static let comfortable = 16

  private func isText(_ column: Int) -> Bool {
    column >= columns.count || columns[column].alignment == .left
  }

  /// The least places of each column: a number stays whole, and a word if it isn't very long.
  private var leastWidths: [Int] {
    widths.enumerated().map { column, natural in
      let cells = rows.compactMap { column < $0.count ? $0[column] : nil }
      let title = column < columns.count ? columns[column].title.longestPart(at: " ") : 0
      let content = cells.map { isText(column) ? $0.longestPart(at: " ") : $0.count }.max() ?? 0
      let roomy = isText(column) ? min(natural, Self.comfortable) : 0
      return max(title, content, roomy)
    }
  }

  /// The table with lines broken in titles and texts, `nil` when that doesn't suffice.
  private func narrowed(to width: Int) -> Table? {
    let least = leastWidths
    var widths = widths
    let places = width - max(0, indent) - Self.gap * max(0, widths.count - 1)
    guard least.reduce(0, +) <= places else { return nil }
    while widths.reduce(0, +) > places {
      // The widest that may become narrower.
      let widest = widths.indices.filter { widths[$0] > least[$0] }.max { widths[$0] < widths[$1] }
      guard let widest else { return nil }
      widths[widest] -= 1
    }
    return broken(to: widths)
  }

  /// Cells and titles broken into lines of the given widths.
  private func broken(to widths: [Int]) -> Table {
    Table(
      zip(columns, widths).map { Column($0.title.wrapped(to: $1), $0.alignment) },
      rows: rows.map { row in
        row.enumerated().map { column, cell in
          isText(column) ? cell.wrapped(to: widths[column]) : cell
        }
      }, endsInTotal: endsInTotal, indent: indent)
  }

  /// Each column as narrow as it becomes; the last takes what is left.
  private func wrapped(to width: Int) -> Table {
    narrowed(to: width)
      ?? broken(
        to: widths.dropLast() + [max(1, width - naturalWidth + (widths.last ?? 0))])
  }

  /// A line for each column of a single row.
  private var standing: Table {
    Table(
      [Column(""), Column("")],
      rows: zip(columns.map(\.title), rows[0]).map { [$0, $1] }, indent: indent)
  }

  /// What is the same in all rows, as a text, and the table without it.
  private var withoutConstants: (said: String?, rest: Table) {
    guard rows.count > 1, !endsInTotal, let first = rows.first else { return (nil, self) }
    let varying = columns.indices.filter { column in
      columns[column].title.isEmpty || rows.contains { $0.count <= column || $0[column] != first[column] }
    }
    guard !varying.isEmpty, varying.count < columns.count else { return (nil, self) }
    let said = columns.indices.filter { !varying.contains($0) && first[$0] != "—" }
      .map { "\(columns[$0].title) \(first[$0])" }
    return (said.isEmpty ? nil : said.joined(separator: " · "), taking(varying))
  }

  private func taking(_ taken: [Int]) -> Table {
    Table(
      taken.map { columns[$0] },
      rows: rows.map { row in taken.map { $0 < row.count ? row[$0] : "" } },
      endsInTotal: endsInTotal, indent: indent)
  }

  /// The first columns that tell the rows apart, while something beside them has a place.
  private func keys(within width: Int) -> [Int] {
    let least = leastWidths
    var keys = [0]
    var told = tuples(of: keys).count
    var places = max(0, indent) + least[0]
    for column in columns.indices.dropFirst() where told < rows.count {
      let more = tuples(of: keys + [column]).count
      guard more > told, places + Self.gap + least[column] <= width * 3 / 4 else { continue }
      keys.append(column)
      told = more
      places += Self.gap + least[column]
    }
    return keys
  }

  private func tuples(of columns: [Int]) -> Set<[String]> {
    Set(rows.map { row in columns.map { $0 < row.count ? row[$0] : "" } })
  }

  /// Columns in blocks that fit, each beginning with the keys.
  private func blocks(within width: Int) -> [[Int]] {
    let keys = keys(within: width)
    let least = leastWidths
    let keyPlaces = max(0, indent) + keys.reduce(0) { $0 + least[$1] + Self.gap } - Self.gap
    var blocks: [[Int]] = []
    var places = width
    for column in columns.indices where !keys.contains(column) {
      if places + Self.gap + least[column] > width {
        blocks.append(keys)
        places = keyPlaces
      }
      blocks[blocks.count - 1].append(column)
      places += Self.gap + least[column]
    }
    return blocks
  }

  private func continued(to width: Int) -> String {
    blocks(within: width).map { taking($0).wrapped(to: width).lines }.joined(separator: "\n")
  }

  private func cut(to width: Int) -> String {
    let blocks = blocks(within: width)
    guard let first = blocks.first else { return lines }
    let left = columns.indices.filter { !first.contains($0) }.map { columns[$0].title }
    let note =
      "left out for want of places: \(left.joined(separator: ", ")); a terminal of "
      + "\(naturalWidth) columns, COLUMNS=\(naturalWidth) or --format csv shows them"
    return taking(first).wrapped(to: width).lines + "\n"
      + note.wrapped(to: width, indent: indent) + "\n"
  }
}

extension String {
  /// Line feeds in place of spaces, so that no line but one of a single word is longer.
  ///
  /// - Parameters:
  ///   - indent: Spaces before every line, which count.
  ///   - hanging: Further spaces before every line but the first.
  public func wrapped(to width: Int, indent: Int = 0, hanging: Int = 0) -> String {
    var lines: [String] = []
    var line = String(repeating: " ", count: max(0, indent))
    var isEmpty = true
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: max(0, indent + hanging)) + word
      } else {
        line += (isEmpty ? "" : " ") + word
      }
      isEmpty = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
