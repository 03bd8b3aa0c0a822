/// One column of a record: what it is called, what it counts and where its value comes from.
///
///     Field("peak_bytes", title: "memory", .bytes) { FieldValue($0.timing?.peakBytes) }
public struct Field<Row>: Sendable {
  /// The stable name in formats for programs, in snake case.
  ///
  /// It says the unit where there is one, since cells for programs hold bare numbers.
  public let name: String
  /// The heading in formats for people.
  public let title: String
  public let quantity: Quantity
  /// Whether formats for people have the column; those for programs always do.
  public let isInTable: Bool
  /// Whether whole numbers are strings in JSON however small they are.
  ///
  /// Those beyond 2^53 always are; a column that may reach them keeps one type this way.
  public let isStringInJSON: Bool
  /// The row's value.
  public let value: @Sendable (Row) -> FieldValue
  /// What people read in place of it, where other values of the row decide how it is told; `nil` for
  /// what the quantity makes of it.
  public let told: (@Sendable (Row) -> String?)?

  /// A column; `title` is `name` with spaces unless given.
  public init(
    _ name: String, title: String? = nil, _ quantity: Quantity, isInTable: Bool = true,
    isStringInJSON: Bool = false, told: (@Sendable (Row) -> String?)? = nil,
    value: @escaping @Sendable (Row) -> FieldValue
  ) {
    self.name = name
    self.title = title ?? String(name.map { $0 == "_" ? " " : $0 })
    self.quantity = quantity
    self.isInTable = isInTable
    self.isStringInJSON = isStringInJSON
    self.told = told
    self.value = value
  }

  /// The row's cell in a table for people.
  func cell(_ row: Row, in units: Units) -> String {
    let told = units == .raw ? nil : told?(row)
    return told ?? quantity.cell(value(row), in: units)
  }

  /// The heading, with the unit where cells don't have it.
  func heading(in units: Units) -> String {
    guard units == .raw, let unit = quantity.unit else { return title }
    let isSaid = title.split(separator: " ").contains { $0 == unit }
    return isSaid ? title : "\(title) (\(unit))"
  }
}
