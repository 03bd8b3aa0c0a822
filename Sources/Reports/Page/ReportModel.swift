/// A report as a value: what a page, a Markdown file or a terminal shows, and nothing of how.
public struct ReportModel: Sendable {
  public var title: String
  /// What the run was, in a line below the title.
  public var subtitle: String
  /// The finding, in a sentence and a chart: it comes first and stands out.
  public var headline: ReportSection
  public var sections: [ReportSection]
  /// Where the report comes from.
  public var colophon: String

  public init(
    title: String, subtitle: String, headline: ReportSection, sections: [ReportSection],
    colophon: String
  ) {
    self.title = title
    self.subtitle = subtitle
    self.headline = headline
    self.sections = sections
    self.colophon = colophon
  }
}

/// A part of a report: what it says, then its figures, tables, remarks, facts and rules, in this order.
public struct ReportSection: Sendable {
  /// The anchor: letters, digits and `-`, once in a report.
  public var id: String
  public var title: String
  public var paragraphs: [String]
  public var figures: [ReportFigure]
  public var tables: [ReportTable]
  /// What is to be said of the tables.
  public var remarks: [String]
  public var facts: [ReportFact]
  public var rules: [ReportRule]

  public init(
    id: String, title: String, paragraphs: [String] = [], figures: [ReportFigure] = [],
    tables: [ReportTable] = [], remarks: [String] = [], facts: [ReportFact] = [],
    rules: [ReportRule] = []
  ) {
    self.id = id
    self.title = title
    self.paragraphs = paragraphs
    self.figures = figures
    self.tables = tables
    self.remarks = remarks
    self.facts = facts
    self.rules = rules
  }

  // A template can't ask whether a list is empty.
  var hasFacts: Bool { !facts.isEmpty }
  var hasRules: Bool { !rules.isEmpty }
}

/// Something known under a name, such as the processor.
public struct ReportFact: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A chart in a report, what it shows, and how it is to be read.
public struct ReportFigure: Sendable {
  /// The finding, in a sentence.
  public var title: String
  public var drawing: InlineDrawing
  /// The same for narrow screens; `nil` where the one has to do for all.
  public var narrow: InlineDrawing?
  public var caption: String

  public init(
    _ title: String, _ drawing: InlineDrawing, narrow: InlineDrawing? = nil, caption: String
  ) {
    self.title = title
    self.drawing = drawing
    self.narrow = narrow
    self.caption = caption
  }
}
