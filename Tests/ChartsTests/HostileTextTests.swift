import Foundation
import Testing

@testable import Charts

/// Names come from files of strangers: they are drawn as they are and never run.
@Suite struct HostileTextTests {
  @Test(arguments: [
    "opt_125m^2 {a} @b &c ~d", "it's 'quoted' \"twice\"", "`touch injected`",
    "'\nsystem 'touch injected", "$HOME %d %% 100% @date",
    "back\\slash \\n \\", "<&amp;>",
    "{/:Bold x",
    "'; system('touch injected'); #", "a''; x=system(\"touch injected\") #", "''''", "a'", "}}}{{{",
    "\u{1B}[2J\u{0}\r\t", "", " ",
    "日本語 \u{1F600} \u{202E}x", String(repeating: "endless", count: 200),
  ])
  func isDrawnAsItIs(text: String) throws {
    try inTemporaryFolder { folder in
      try Gnuplot().draw(Samples.chart(text: text), into: folder)
      let left = try contents(folder)
      #expect(left == ["sample.gp", "sample.png", "sample.svg"])
      let script = try String(contentsOfFile: "\(folder)/sample.gp", encoding: .utf8)
      for line in script.split(separator: "\n") {
        // Quotes only open and close strings, so between them stands nothing of the text.
        #expect(line.filter { $0 == "'" }.count % 2 == 0)
        #expect(!line.hasPrefix("system"))
      }
    }
  }

  @Test func everySpecialCharacterReachesThePicture() throws {
    let text = "a_b^c{d}@e&f~g\\h'i\"j`k%d"
    try inTemporaryFolder { folder in
      try Gnuplot().draw(Samples.chart(text: text), into: folder, formats: [.svg])
      let svg = try String(contentsOfFile: "\(folder)/sample.svg", encoding: .utf8)
      let drawn = text.replacingOccurrences(of: "&", with: "&amp;")
        .replacingOccurrences(of: "'", with: "’")
      // Title, subtitle, key, heading, three tick labels, row name, two line ends, note.
      #expect(svg.components(separatedBy: drawn).count - 1 == 11)
    }
  }

  @Test func textIsQuoted() {
    #expect(GnuplotText.quoted("it's `x`") == "'it’s `x`'")
    #expect(GnuplotText.quoted("a_b\\") == "'a\\_b\\\\'")
    #expect(GnuplotText.quoted("two\nlines") == "'two lines'")
    #expect(GnuplotText.tick("5%") == "'5%%'")
    // pngcairo paints bars over the picture for a glyph that the font lacks.
    #expect(GnuplotText.quoted("日×µ") == "'?×µ'")
  }

  @Test(arguments: ["", "../up", "a/b", "a b", "a'b", ".hidden", "-d", "é"])
  func chartNamesThatAreNotFileNamesAreRefused(name: String) throws {
    try inTemporaryFolder { folder in
      var chart = Samples.chart(text: "a")
      chart.name = name
      #expect(throws: GnuplotError.self) { try Gnuplot().draw(chart, into: folder) }
      #expect(throws: GnuplotError.self) { try Gnuplot().writeScript(chart, into: folder) }
      let left = try contents(folder)
      #expect(left == [])
    }
  }
}
