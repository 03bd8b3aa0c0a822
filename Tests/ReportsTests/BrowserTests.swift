import Testing

@testable import Reports

/// The page as a browser lays it out.
@Suite(
  .enabled(if: Browser.path != nil, "no browser is installed; sudo apt-get install chromium"),
  .serialized)
struct BrowserTests {
  private func page() throws -> String {
    let drawings = try ["one", "two"].map {
      ReportFigure(
        try InlineDrawing(svg: SampleRun.svg, id: $0, label: "a chart"), caption: "caption")
    }
    return try ReportPage().render(
      RunReport(SampleRun.run(), model: SampleRun.model(), figures: drawings).model)
  }

  /// On a phone tables and charts scroll in their own boxes, and the page doesn't.
  @Test func phoneInTheDark() throws {
    let layout = try Browser.layout(page(), width: 390, dark: true)
    #expect(layout.content <= layout.window)
    #expect(layout.scrolling >= 3)
    #expect(layout.drawings.count == 2 && layout.drawings.allSatisfy { $0 > 100 })
    #expect(layout.fetched == 0)
    #expect(layout.background == "rgb(22, 24, 26)")
    #expect(layout.cardBackground == "rgb(255, 255, 255)")
  }

  @Test func desktopInTheLight() throws {
    let layout = try Browser.layout(page(), width: 1200, dark: false)
    #expect(layout.content <= layout.window)
    // There is room for everything.
    #expect(layout.scrolling == 0)
    #expect(layout.tables >= 7)
    #expect(layout.background == "rgb(253, 253, 251)")
    #expect(layout.cardBackground == "rgb(255, 255, 255)")
  }
}
