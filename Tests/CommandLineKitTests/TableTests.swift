import CommandLineKit
import Testing

@Suite struct TableTests {
  @Test func alignsColumnsAndSetsTheTotalApart() {
    var table = Table(
      [.init("term"), .init("formula"), .init("GFLOPs", .right)], endsInTotal: true, indent: 2)
    table.append(["scores", "L·n²·d", "12.9"])
    table.append(["feed-forward", "8·L·n·d²", "1,103.1"])
    table.append(["total", "", "1,116.0"])
    #expect(
      table.render() == """
          term          formula    GFLOPs
          ────────────  ────────  ───────
          scores        L·n²·d       12.9
          feed-forward  8·L·n·d²  1,103.1
          ────────────  ────────  ───────
          total                   1,116.0

        """)
  }

  @Test func everyLineIsTrimmedAndCellsLineUp() {
    let table = Table(
      [.init("×"), .init("a long title")],
      rows: [["²", "x"], ["only one"], ["", "", "beyond"], ["two\nlines", "tab\there"]])
    let lines = table.render().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2 + 4 + 1)
    #expect(lines.allSatisfy { $0.last != " " })
    #expect(lines[2] == "²          x")
    #expect(lines[5] == "two lines  tab here")
  }

  @Test func withoutTitlesThereIsNoHeader() {
    let table = Table([.init(""), .init("", .right)], rows: [["a", "10"], ["bb", "5"]])
    #expect(table.render() == "a   10\nbb   5\n")
    #expect(Table([]).render() == "")
  }

  @Test func aTotalAloneHasNothingToBeSetApartFrom() {
    let table = Table([.init("n")], rows: [["7"]], endsInTotal: true)
    #expect(table.render() == "n\n─\n7\n")
  }
}
