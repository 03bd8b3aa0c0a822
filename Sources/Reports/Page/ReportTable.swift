/// A table of a report, the same in every format.
public struct ReportTable: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    public var title: String
    /// What stands below the title, smaller, on the page alone.
    public var detail: String?
    /// The table's footnote that belongs to it, counted from 1.
    public var note: Int?
    public var isNumeric: Bool
    /// Whether a narrow screen can do without it.
    public var isSecondary: Bool

    public init(
      _ title: String, detail: String? = nil, note: Int? = nil, isNumeric: Bool = true,
      isSecondary: Bool = false
    ) {
      self.title = title
      self.detail = detail
      self.note = note
      self.isNumeric = isNumeric
      self.isSecondary = isSecondary
    }
  }

  /// A number or a name; below or beside it, where the number lies.
  public struct Cell: Sendable, Hashable {
    public var text: String
    /// The number's interval, or why it has none.
    public var detail: String?
    /// The table's footnote that belongs to it, counted from 1.
    public var note: Int?
    /// Whether a model says it, not a measurement or a count.
    public var isPredicted: Bool

    public init(
      _ text: String, detail: String? = nil, note: Int? = nil, isPredicted: Bool = false
    ) {
      self.text = text
      self.detail = detail
      self.note = note
      self.isPredicted = isPredicted
    }

    /// Text, interval and number of the footnote, where there is only text.
    var plain: String {
      let note = note.map { " [\($0)]" } ?? ""
      let detail = detail.map { text.isEmpty ? $0 : " (\($0))" } ?? ""
      return text + detail + note
    }
  }

  /// Rows with something in common; the first cell of each row names it.
  public struct Group: Sendable, Hashable {
    public var title: String?
    public var rows: [[Cell]]

    public init(_ title: String? = nil, rows: [[Cell]]) {
      self.title = title
      self.rows = rows
    }
  }

  /// The anchor: letters, digits and `-`, once in a report.
  public var id: String
  public var caption: String
  public var columns: [Column]
  public var groups: [Group]
  /// Footnotes.
  public var notes: [String]

  /// How the page lays a table out that is wider than the window: what stays of a table's columns on
  /// a phone is four, and of more a row becomes a list.
  enum Folding: String {
    case never = ""
    case onPhones = "folds"
    case onTablets = "folds-early"
  }

  var folding: Folding {
    let kept = columns.count { !$0.isSecondary }
    return columns.count > 8 ? .onTablets : kept > 4 ? .onPhones : .never
  }

  public init(
    id: String, caption: String, columns: [Column], groups: [Group], notes: [String] = []
  ) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.groups = groups
    self.notes = notes
  }

  public init(
    id: String, caption: String, columns: [Column], rows: [[Cell]], notes: [String] = []
  ) {
    self.init(id: id, caption: caption, columns: columns, groups: [Group(rows: rows)], notes: notes)
  }
}
