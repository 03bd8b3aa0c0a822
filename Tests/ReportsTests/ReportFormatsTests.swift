import Testing

@testable import Reports

/// The same report as text and Markdown.
@Suite struct ReportFormatsTests {
  private func model() throws -> ReportModel {
    try RunReport(SampleRun.run(), model: SampleRun.model()).model
  }

  @Test func everyNumberInEveryFormat() throws {
    let model = try model()
    let (text, markdown) = (model.text, model.markdown)
    for cell in ([model.headline] + model.sections).flatMap(\.tables).flatMap(\.groups)
      .flatMap(\.rows).flatMap({ $0 })
    {
      // A text may go on on the next line.
      for word in cell.plain.split(separator: " ") { #expect(text.contains(word)) }
      #expect(markdown.contains(cell.text.markdown))
    }
  }

  /// A name can't break a row, a heading or a terminal.
  @Test func hostileNames() {
    let name = "a|b\n# c\u{1B}[31m *d* <b>"
    let table = ReportTable(
      id: "t", caption: name, columns: [.init(name)], rows: [[.init(name)], [.init("1")]],
      notes: [name])
    #expect(table.text.split(separator: "\n").count == 6)
    #expect(!table.text.contains("\u{1B}") && !table.markdown.contains("\u{1B}"))
    let rows = table.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(rows.count == 4)
    #expect(!table.markdown.contains("*d*") && !table.markdown.contains(" <b>"))
  }

  @Test func lines() {
    #expect("one two three".brokenIntoLines(of: 8) == "one two\nthree")
    #expect("one two".brokenIntoLines(of: 5, indent: 2) == "  one\n  two")
    #expect("incomprehensibility".brokenIntoLines(of: 5) == "incomprehensibility")
  }
}
