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
  let style: String
  let headline: SectionContent
  let sections: [SectionContent]
  let colophon: String

  init(_ report: ReportModel) {
    let figures = ([report.headline] + report.sections).flatMap(\.figures)
    style =
      ReportTemplates.style + "\n"
      + DrawingStyle(figures.flatMap { [$0.drawing] + [$0.narrow].compactMap { $0 } }).css
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
  let figures: [FigureContent]
  let tables: [TableContent]
  let remarks: [String]
  let hasFacts: Bool
  let facts: [ReportFact]
  let hasRules: Bool
  let rules: [Rule]

  init(_ section: ReportSection) {
    sectionID = section.id
    heading = section.title
    paragraphs = section.paragraphs.map(\.unbrokenPercentages)
    figures = section.figures.map { FigureContent($0) }
    tables = section.tables.map { TableContent($0) }
    remarks = section.remarks.map(\.unbrokenPercentages)
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

private struct FigureContent {
  let figureTitle: String?
  let caption: String
  let wide: String
  let narrow: String?
  /// Of the wide drawing: the whole width of a desktop, or of every screen where there is no other.
  let width: String

  init(_ figure: ReportFigure) {
    figureTitle = figure.title.isEmpty ? nil : figure.title.unbrokenPercentages
    caption = figure.caption.unbrokenPercentages
    wide = figure.drawing.markup
    narrow = figure.narrow?.markup
    width = figure.narrow == nil ? "drawing" : "drawing wide"
  }
}

private struct TableContent {
  struct Column {
    let columnTitle: String
    let detail: String?
    let note: Int?
    let columnClass: String
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
    let label: String
    let text: String
    let detail: Detail?
    let note: Int?
    let cellClass: String
  }
  /// What lies below a number; its ends are broken apart only where there is no other way.
  struct Detail {
    let kind: String
    let ends: String

    init(_ text: String) {
      let start = text.range(of: ": ")?.upperBound ?? text.startIndex
      kind = String(text[..<start])
      ends = String(text[start...])
    }
  }
  struct Note {
    let number: Int
    let noteText: String
  }

  let tableID: String
  let folds: Bool
  let folding: String
  let caption: String
  let columns: [Column]
  let columnCount: Int
  let groups: [Group]
  let hasNotes: Bool
  let notes: [Note]

  init(_ table: ReportTable) {
    tableID = table.id
    folds = table.folding != .never
    folding = table.folding.rawValue
    caption = table.caption
    columns = table.columns.map {
      Column(
        columnTitle: $0.title, detail: $0.detail, note: $0.note, columnClass: Self.words($0))
    }
    columnCount = table.columns.count
    groups = table.groups.map { group in
      Group(
        groupTitle: group.title,
        rows: group.rows.map { row in
          let cells = zip(row, table.columns).map { Self.cell($0, in: $1) }
          return Row(head: cells.first, cells: Array(cells.dropFirst()))
        })
    }
    hasNotes = !table.notes.isEmpty
    notes = table.notes.enumerated().map { Note(number: $0.offset + 1, noteText: $0.element) }
  }

  private static func cell(_ cell: ReportTable.Cell, in column: ReportTable.Column) -> Cell {
    Cell(
      label: column.title, text: cell.text, detail: cell.detail.map(Detail.init), note: cell.note,
      cellClass: words(column, isPredicted: cell.isPredicted))
  }

  /// The names that the style sheet knows a column by.
  private static func words(_ column: ReportTable.Column, isPredicted: Bool = false) -> String {
    [
      column.isNumeric ? "number" : "text", column.isSecondary ? "secondary" : nil,
      isPredicted ? "predicted" : nil,
    ].compactMap { $0 }.joined(separator: " ")
  }
}

extension String {
  /// With spaces that don't break between a number and its sign.
  fileprivate var unbrokenPercentages: String { replacing(" %", with: "\u{A0}%") }
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
