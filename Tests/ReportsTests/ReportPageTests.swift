import Testing

@testable import Reports

/// The page holds what the report says, as text, and nothing else.
@Suite struct ReportPageTests {
  private func page(_ report: ReportModel) throws -> (text: String, parsed: ParsedPage) {
    let text = try ReportPage().render(report)
    return (text, ParsedPage(text))
  }

  private func report(model: String = "opt-125m") throws -> RunReport {
    let records =
      try SampleRun.records() + [
        SampleRun.record(.full, 128, .skipped("the budget")),
        SampleRun.record(.recurrentMemory, 128, .failed(SampleRun.hostile)),
      ]
    let drawings = try ["one", "two"].map {
      ReportFigure(
        "finding \($0)", try InlineDrawing(svg: SampleRun.svg, id: $0, label: "a chart"),
        narrow: try InlineDrawing(svg: SampleRun.svg, id: "\($0)-narrow", label: "a chart"),
        caption: "caption \($0)")
    }
    return try RunReport(
      SampleRun.run(records: records, model: model), model: SampleRun.model(), figures: drawings)
  }

  @Test func wellFormed() throws {
    let page = try page(report().model)
    #expect(page.parsed.error == nil)
    #expect(page.text.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.parsed.all("html").map { $0.attributes["lang"] } == ["en"])
    #expect(page.parsed.texts("title").first == "What a longer context costs: opt-125m")
    #expect(page.parsed.all("h1").count == 1)
  }

  @Test func idsAndAnchors() throws {
    let parsed = try page(report().model).parsed
    let ids = parsed.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let targets = parsed.elements.compactMap { $0.attributes["href"] }
    #expect(targets.count > 10)
    #expect(targets.allSatisfy { $0.hasPrefix("#") && ids.contains(String($0.dropFirst())) })
    let labels = parsed.elements.compactMap { $0.attributes["aria-labelledby"] }
    #expect(!labels.isEmpty && labels.allSatisfy(ids.contains))
  }

  /// The finding and its chart come first, then the way to the rest.
  @Test func findingFirst() throws {
    let report = try report()
    let parsed = try page(report.model).parsed
    let main = try #require(parsed.elements.firstIndex { $0.name == "main" })
    let order = parsed.elements[main...].filter {
      ["p", "figure", "nav", "table"].contains($0.name)
    }
    #expect(order.prefix(3).map(\.name) == ["p", "figure", "nav"])
    #expect(ParsedPage.oneLine(order[0].text) == report.finding)
    #expect(report.finding.count { $0 == "." } - report.finding.ranges(of: /\d\.\d/).count == 1)
  }

  /// Every table, row, cell and note of the model is in the page, in order.
  @Test func everyRow() throws {
    let model = try report().model
    let parsed = try page(model).parsed
    let tables = ([model.headline] + model.sections).flatMap(\.tables)
    #expect(parsed.texts("caption") == tables.map { ParsedPage.oneLine($0.caption) })
    let rows = tables.flatMap { $0.groups.flatMap(\.rows) }.flatMap { $0 }
    let shown = parsed.elements.indices.filter {
      parsed.elements[$0].attributes["class"] == "value"
    }.map { ParsedPage.oneLine(parsed.elements[$0].text) }
    #expect(rows.count > 150)
    #expect(shown == rows.map { ParsedPage.oneLine(MarkupTextTests.visible($0.text)) })
    let intervals = parsed.elements.filter { $0.attributes["class"] == "interval" }
    #expect(intervals.count == rows.count { $0.detail != nil })
    let notes = parsed.elements.filter { $0.attributes["id"]?.contains("-note-") == true }
    #expect(notes.map { ParsedPage.oneLine($0.text) } == tables.flatMap(\.notes))
  }

  @Test func tablesSayWhatCellsBelongTo() throws {
    let parsed = try page(report().model).parsed
    for index in parsed.elements.indices where parsed.elements[index].name == "th" {
      let scope = parsed.elements[index].attributes["scope"]
      let expected = parsed.isInside("thead", index) ? ["col"] : ["row", "rowgroup"]
      #expect(expected.contains(scope ?? "none"))
    }
    #expect(parsed.all("table").count == parsed.all("caption").count)
  }

  @Test func rules() throws {
    let model = try report().model
    let rules = model.sections.flatMap(\.rules)
    #expect(rules.map(\.number) == Array(1...12))
    let demands = try page(model).parsed.elements.filter { $0.attributes["class"] == "demand" }
    #expect(demands.map(\.text) == rules.map(\.demand))
  }

  /// Nothing runs and nothing is fetched.
  @Test(arguments: ["http:", "https:", "src=", "@import", "<script", "<link", "<iframe", "url(h"])
  func nothingExternal(word: String) throws {
    #expect(try !page(report().model).text.contains(word))
  }

  @Test func hostileNames() throws {
    let hostile = SampleRun.hostile
    let section = ReportSection(
      id: "one", title: hostile, paragraphs: [hostile],
      figures: [
        ReportFigure(
          hostile,
          try InlineDrawing(svg: SampleRun.svg, id: "f", label: hostile, description: hostile),
          caption: hostile)
      ],
      tables: [
        ReportTable(
          id: "t", caption: hostile, columns: [.init(hostile), .init(hostile, isNumeric: false)],
          groups: [
            .init(hostile, rows: [[.init(hostile, detail: hostile, note: 1), .init(hostile)]])
          ],
          notes: [hostile])
      ],
      remarks: [hostile],
      facts: [ReportFact(hostile, hostile)],
      rules: [ReportRule(number: 1, demand: hostile, standing: .met, answer: hostile)])
    let model = ReportModel(
      title: hostile, subtitle: hostile, headline: section,
      sections: [], colophon: hostile)
    let page = try page(model)
    #expect(page.parsed.error == nil)
    #expect(page.parsed.all("script").isEmpty)
    #expect(page.parsed.elements.allSatisfy { $0.attributes["onload"] == nil })
    let visible = ParsedPage.oneLine(MarkupTextTests.visible(hostile))
    let whole = ParsedPage.oneLine(page.parsed.elements[0].text)
    // title, h1, subtitle, colophon; heading, paragraph; figure's title, caption, label, description;
    // caption, 2 heads, group, cell, detail, cell, note; remark; fact's name and value; demand and
    // answer.
    #expect(whole.ranges(of: visible).count == 23)
    #expect(page.parsed.texts("desc") == [visible])
  }

  /// The same results give the same bytes.
  @Test func rerun() throws {
    #expect(try page(report().model).text == page(report().model).text)
  }
}

@Suite struct MarkupTextTests {
  /// What a reader sees of a text: what turns text around is replaced.
  static func visible(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "\u{202E}" ? "\u{FFFD}" : $0 }))
  }

  /// A quotation mark with an accent is another character to Swift, and still ends an attribute.
  @Test func scalarByScalar() {
    #expect(MarkupText.escaped("\"\u{301}") == "&quot;\u{301}")
    #expect(MarkupText.escaped("<\u{338}b") == "&lt;\u{338}b")
    #expect(MarkupText.escaped("a\u{0}\u{8}b\u{FFFE}") == "a\u{FFFD}\u{FFFD}b\u{FFFD}")
    #expect(MarkupText.escaped("it's & <b>") == "it&#39;s &amp; &lt;b&gt;")
  }
}
