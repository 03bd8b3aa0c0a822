import CommandLineKit

extension ReportModel {
  /// The report for a terminal: headings, sentences and aligned tables, without charts.
  public var text: String {
    var text = "\(title.onOneLine)\n\(subtitle.onOneLine)\n\n"
    for section in [headline] + sections { text += section.text + "\n" }
    return text + colophon.onOneLine + "\n"
  }

  /// The report in GitHub Flavored Markdown, without charts.
  public var markdown: String {
    var text = "# \(title.markdown)\n\n\(subtitle.markdown)\n\n"
    for section in [headline] + sections { text += section.markdown }
    return text + colophon.markdown + "\n"
  }
}

extension ReportSection {
  /// Whether a format without pictures has anything to show of it.
  private var isPictorial: Bool {
    paragraphs.isEmpty && tables.isEmpty && remarks.isEmpty && facts.isEmpty && rules.isEmpty
  }

  public var text: String {
    guard !isPictorial else { return "" }
    var text = "\(title.onOneLine)\n\n"
    for paragraph in paragraphs { text += paragraph.brokenIntoLines(of: 100) + "\n" }
    if !paragraphs.isEmpty { text += "\n" }
    for table in tables { text += table.text + "\n" }
    for remark in remarks { text += remark.brokenIntoLines(of: 100) + "\n" }
    if !facts.isEmpty {
      text += Table([.init(""), .init("")], rows: facts.map { [$0.name, $0.value] }, indent: 2)
        .render()
    }
    for rule in rules {
      text += "\(rule.number). \(rule.demand.onOneLine)\n"
      let answer = "\(rule.standing.rawValue): \(rule.answer)"
      text += answer.brokenIntoLines(of: 100, indent: 3) + "\n"
    }
    return text
  }

  public var markdown: String {
    guard !isPictorial else { return "" }
    var text = "## \(title.markdown)\n\n"
    for paragraph in paragraphs { text += paragraph.markdown + "\n\n" }
    for table in tables { text += table.markdown + "\n" }
    for remark in remarks { text += remark.markdown + "\n\n" }
    for fact in facts { text += "- **\(fact.name.markdown)**: \(fact.value.markdown)\n" }
    for rule in rules {
      text +=
        "\(rule.number). *\(rule.demand.markdown)* **\(rule.standing.rawValue)**: "
        + "\(rule.answer.markdown)\n"
    }
    return text + (facts.isEmpty && rules.isEmpty ? "" : "\n")
  }
}

extension ReportTable.Column {
  fileprivate var plain: String { title + (note.map { " [\($0)]" } ?? "") }
}

extension ReportTable {
  /// Rows as text: intervals beside their numbers, groups as rows of their own.
  private var plainRows: [[String]] {
    groups.flatMap { group in
      (group.title.map { [[$0]] } ?? [])
        + group.rows.map { row in
          row.enumerated().map { index, cell in
            (index == 0 && group.title != nil ? "  " : "") + cell.plain
          }
        }
    }
  }

  /// The caption, the rows and the footnotes, for a terminal.
  public var text: String {
    var text = "\(caption.onOneLine)\n\n"
    var table = Table(
      columns.map { Table.Column($0.plain, $0.isNumeric ? .right : .left) }, indent: 4)
    for group in groups {
      // In a row it would widen the first column by what is only a heading.
      table.headings[table.rows.count] = group.title?.onOneLine
      for row in group.rows { table.append(row.map(\.plain)) }
    }
    text += table.render()
    for (index, note) in notes.enumerated() {
      text += "  [\(index + 1)] \(note.onOneLine)\n"
    }
    return text
  }

  /// The same as a Markdown table.
  public var markdown: String {
    let fields = columns.indices.map { index in
      Field<[String]>(
        "\(index)", title: columns[index].plain, columns[index].isNumeric ? .number : .text
      ) { row in .text(index < row.count ? row[index] : "") }
    }
    var text = "\(caption.markdown)\n\n"
    text += RecordTable(fields, rows: plainRows).render(as: .markdown)
    if !notes.isEmpty { text += "\n" }
    for (index, note) in notes.enumerated() { text += "[\(index + 1)] \(note.markdown)  \n" }
    return text
  }
}
