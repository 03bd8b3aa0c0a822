import Mustache

/// Renders a report as one page of HTML that needs nothing else: no script, no network, no font.
///
/// The page is well-formed XML too.
public struct ReportPage: Sendable {
  /// Templates are part of the program; one that can't be read is a mistake in it.
  public struct TemplateError: Error, CustomStringConvertible {
    public let description: String
  }

  private let library: MustacheLibrary

  public init() throws(TemplateError) {
    MustacheContentTypes.register(MarkupText(), named: "MARKUP")
    var library = MustacheLibrary()
    for (name, text) in ReportTemplates.all {
      do {
        // Every template for itself: a partial begins with the library's own escaping.
        try library.register("{{% CONTENT_TYPE:MARKUP}}" + text, named: name)
      } catch {
        throw TemplateError(description: "the template '\(name)' can't be read: \(error)")
      }
    }
    self.library = library
  }

  public func render(_ report: ReportModel) throws(TemplateError) -> String {
    guard let page = library.render(PageContent(report), withTemplate: "page") else {
      throw TemplateError(description: "there is no template 'page'")
    }
    return page
  }
}

/// What the templates see.
///
/// They look names up by reflection, so that computed properties have to become stored ones.
private struct PageContent {
  let title: String
  let subtitle: String
  let style = ReportTemplates.style
  let headline: SectionContent
  let sections: [SectionContent]
  let colophon: String

  init(_ report: ReportModel) {
    title = report.title
    subtitle = report.subtitle
    headline = SectionContent(report.headline)
    sections = report.sections.map { SectionContent($0) }
    colophon = report.colophon
  }
}

private struct SectionContent {
  struct Rule {
    let number: Int
    let demand: String
    let standing: String
    let kind: String
    let answer: String
  }

  let sectionID: String
  let heading: String
  let paragraphs: [String]
  let tables: [TableContent]
  let figures: [ReportFigure]
  let hasFacts: Bool
  let facts: [ReportFact]
  let hasRules: Bool
  let rules: [Rule]

  init(_ section: ReportSection) {
    sectionID = section.id
    heading = section.title
    paragraphs = section.paragraphs
    tables = section.tables.map { TableContent($0) }
    figures = section.figures
    hasFacts = section.hasFacts
    facts = section.facts
    hasRules = section.hasRules
    rules = section.rules.map { rule in
      Rule(
        number: rule.number, demand: rule.demand, standing: rule.standing.rawValue,
        kind: rule.standing.styleName, answer: rule.answer)
    }
  }
}

private struct TableContent {
  struct Column {
    let columnTitle: String
    let detail: String?
    let note: Int?
    let isNumeric: Bool
  }
  struct Group {
    let groupTitle: String?
    let rows: [Row]
  }
  struct Row {
    let head: Cell?
    let cells: [Cell]
  }
  struct Cell {
    let text: String
    let detail: String?
    let note: Int?
    let isNumeric: Bool
    let isPredicted: Bool
  }
  struct Note {
    let number: Int
    let noteText: String
  }

  let tableID: String
  let caption: String
  let columns: [Column]
  let columnCount: Int
  let groups: [Group]
  let hasNotes: Bool
  let notes: [Note]

  init(_ table: ReportTable) {
    tableID = table.id
    caption = table.caption
    columns = table.columns.map {
      Column(columnTitle: $0.title, detail: $0.detail, note: $0.note, isNumeric: $0.isNumeric)
    }
    columnCount = table.columns.count
    groups = table.groups.map { group in
      Group(
        groupTitle: group.title,
        rows: group.rows.map { row in
          let cells = zip(row, table.columns).map { cell, column in
            Cell(
              text: cell.text, detail: cell.detail, note: cell.note, isNumeric: column.isNumeric,
              isPredicted: cell.isPredicted)
          }
          return Row(head: cells.first, cells: Array(cells.dropFirst()))
        })
    }
    hasNotes = !table.notes.isEmpty
    notes = table.notes.enumerated().map { Note(number: $0.offset + 1, noteText: $0.element) }
  }
}

extension ReportRule.Standing {
  fileprivate var styleName: String {
    switch self {
    case .met: "met"
    case .partly: "partly"
    case .notMet: "missed"
    case .notApplicable: "beside"
    }
  }
}
