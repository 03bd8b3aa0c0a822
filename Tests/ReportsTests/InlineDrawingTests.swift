import Testing

@testable import Reports

/// What stands inside a page can neither run nor reach out of it.
@Suite struct InlineDrawingTests {
  private func drawing(_ id: String = "scaling") throws -> InlineDrawing {
    try InlineDrawing(svg: SampleRun.svg, id: id, label: #"A "label" & more"#)
  }

  @Test func onlyDrawing() throws {
    let page = ParsedPage(try drawing().markup)
    #expect(page.error == nil)
    #expect(
      page.elements.map(\.name) == [
        "svg", "title", "defs", "circle", "filter", "feFlood", "use", "use", "rect", "text",
      ])
    #expect(page.texts("text") == ["1 < 2 & 3"])
    #expect(page.texts("title") == [#"A "label" & more"#])
    #expect(page.elements[0].attributes["role"] == "img")
    #expect(page.elements[0].attributes["aria-labelledby"] == "title-scaling")
  }

  @Test(arguments: ["http", "alert", "javascript", "onload", "onclick", "@import", "style", "far"])
  func nothingOf(word: String) throws {
    #expect(try !drawing().markup.contains(word))
  }

  /// A reference goes to the drawing's own element, under its new name.
  @Test func references() throws {
    let page = ParsedPage(try drawing("b").markup)
    #expect(page.all("circle").map { $0.attributes["id"] } == ["b-dot"])
    #expect(page.all("use").map { $0.attributes["href"] } == ["#b-dot", nil])
    #expect(page.all("rect").map { $0.attributes["filter"] } == ["url(#b-box)"])
    #expect(page.all("rect").map { $0.attributes["fill"] } == [nil])
  }

  @Test func idsOfTwoDrawings() throws {
    let page = ParsedPage("<p>\(try drawing("a").markup)\(try drawing("b").markup)</p>")
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(ids.count == 8 && Set(ids).count == 8)
  }

  @Test(arguments: ["", "<svg", "<svg><g></svg>", "<html/>", "no picture"])
  func noPicture(text: String) {
    #expect(throws: InlineDrawing.Failure.self) {
      try InlineDrawing(svg: text, id: "a", label: "")
    }
  }
}
