import CommandLineKit
import Measurement
import Testing

@testable import bench

@Suite struct CellListTests {
  @Test func cellsByName() throws {
    let cells = try CellName.list("full:4,rmt:1k")
    #expect(cells.map(\.description) == ["full:4", "rmt:1000"])
  }

  @Test(arguments: [
    "", "full", "full:", "full:0", "full:4,", "ful:4", "full:4,full:4", "full:4:5", "rmt:-1",
    "full:1000000001",
  ])
  func mistakes(text: String) {
    #expect(throws: CommandLineError.self) { try CellName.list(text) }
  }
}
