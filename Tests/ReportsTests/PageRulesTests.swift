import Architectures
import Measurement
import Testing

@testable import Reports

/// Pages of every kind of run are valid HTML that everybody can read.
@Suite struct PageRulesTests {
  enum Kind: CaseIterable {
    case sweep, oneSize, oneCell, failed, manyArchitectures
  }

  @Test(arguments: Kind.allCases)
  func rules(_ kind: Kind) throws {
    let report = try SampleRun.report(kind)
    #expect(ParsedPage(try ReportPage().render(report.model)).violations == [])
    #expect(!report.finding.isEmpty && !report.finding.contains("1 segments"))
  }

  /// The rules notice what breaks them.
  @Test(arguments: [
    ("<th scope=\"col\"", "<th"), ("<h2", "<h3"), ("id=\"times\"", "id=\"laws\""),
    ("<caption id", "<caption/><caption lang"), ("lang=\"en\"", "lang=\"\""),
    ("<main>", "<section>"),
    ("<svg role=\"img\">", "<svg>"), ("href=\"#laws\"", "href=\"#nowhere\""),
    ("<p class=\"subtitle\">", "<p class=\"\">"), ("<dt>", "<dd/><dt><p/>"),
  ])
  func noticed(right: String, wrong: String) throws {
    let picture = "<main><figure><svg role=\"img\"><title>a</title></svg><figcaption/></figure>"
    let page = try ReportPage().render(SampleRun.report(.sweep).model)
      .replacing("<main>", with: picture)
    #expect(ParsedPage(page).violations == [])
    let changed =
      right == "<main>"
      ? page.replacing("<main>", with: "<section>").replacing("</main>", with: "</section>")
      : right == "<h2"
        ? page.replacing("<h2", with: "<h3").replacing("</h2", with: "</h3")
        : page.replacing(right, with: wrong)
    #expect(changed != page)
    #expect(ParsedPage(changed).violations != [])
  }

  /// 4.5 to 1, on every ground that text stands on, in the light, in the dark and on paper.
  @Test func contrast() throws {
    let grounds = ReportTemplates.style.components(separatedBy: ":root {").dropFirst()
    #expect(grounds.count == 3)
    var colors: [String: DrawingColor] = [:]
    for block in grounds {
      let declarations = block.prefix { $0 != "}" }
      for match in declarations.matches(of: /--([a-z]+): (#[0-9a-f]{6});/) {
        colors[String(match.1)] = try #require(DrawingColor(String(match.2)))
      }
      for text in ["ink", "quiet", "accent", "good", "warn", "bad"] {
        for ground in ["paper", "card", "tint"] {
          let (one, other) = (try #require(colors[text]), try #require(colors[ground]))
          #expect(one.contrast(with: other) >= 4.5, "\(text) on \(ground)")
        }
      }
    }
    #expect(ReportTemplates.style.contains("--card: \(DrawingColor.darkPaper.hex);"))
  }
}
