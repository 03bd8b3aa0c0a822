import Testing

@testable import Reports

/// The page as a browser lays it out.
@Suite(
  .enabled(if: Browser.path != nil, "no browser is installed; sudo apt-get install chromium"),
  .serialized)
struct BrowserTests {
  /// On every screen no table is cut, each chart is there once, its labels are of a size and a colour
  /// that can be read, and nothing is fetched.
  @Test(arguments: [
    (360, false), (360, true), (600, false), (880, false), (1024, true), (1440, false),
  ])
  func everythingCanBeRead(width: Int, dark: Bool) throws {
    for kind in [PageRulesTests.Kind.sweep, .manyArchitectures] {
      let report = try SampleRun.drawnReport(kind)
      let layout = try Browser.layout(
        ReportPage().render(report.model), width: width, dark: dark)
      #expect(layout.content <= layout.window)
      #expect(layout.cut == [])
      #expect(layout.drawings == report.figures.count)
      #expect(layout.smallestLabel >= 9)
      #expect(layout.leastContrast >= 4.4)
      #expect(layout.tables >= 7)
      #expect(layout.fetched == 0)
      #expect(layout.background == (dark ? "rgb(22, 24, 26)" : "rgb(253, 253, 251)"))
      #expect(layout.cardBackground == (dark ? "rgb(27, 30, 33)" : "rgb(255, 255, 255)"))
    }
  }
}
