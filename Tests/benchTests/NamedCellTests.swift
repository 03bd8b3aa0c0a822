import CommandLineKit
import Testing

@testable import bench

@Suite struct NamedCellTests {
  @Test func cellsByName() throws {
    let cells = try NamedCell.list("full:4,rmt:1k")
    #expect(cells.map(\.name) == ["full:4", "rmt:1000"])
  }

  @Test(arguments: [
    "", "full", "full:", "full:0", "full:4,", "ful:4", "full:4,full:4", "full:4:5", "rmt:-1",
    "full:1000001",
  ])
  func mistakes(text: String) {
    #expect(throws: CommandLineError.self) { try NamedCell.list(text) }
  }
}
