import Foundation
import TestSupport
import Testing

@testable import Processes

@Suite struct ScratchFolderTests {
  private func names(_ folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test func isRemovedWithWhatIsInIt() throws {
    let folder = try TemporaryFolder()
    let scratch = try ScratchFolder(.drawing, in: folder.path)
    try "text".write(toFile: scratch.path + "/file", atomically: true, encoding: .utf8)
    #expect(try names(folder).allSatisfy { $0.hasPrefix(".contextcost-drawing-") })
    scratch.remove()
    scratch.remove()
    #expect(try names(folder) == [])
  }

  /// One of a process that was killed has no owner who locks it; all else is somebody's.
  @Test func onlyWhatIsAbandonedIsTakenAway() throws {
    let folder = try TemporaryFolder()
    let living = try ScratchFolder(.report, in: folder.path)
    for name in [
      ".contextcost-report-abc123", "contextcost-callgrind-XYZ000", "contextcost-test-abc123",
      "contextcost-report-abc1234", "report-abc123", ".drawing-abc123",
    ] {
      try folder.write("", to: "\(name)/file")
    }
    try folder.write("", to: "contextcost-callgrind-aaaaaa")
    let others = [
      "contextcost-callgrind-aaaaaa", "contextcost-report-abc1234", "contextcost-test-abc123",
      "report-abc123",
    ]
    try ScratchFolder(.drawing, in: folder.path).remove()
    let livingName = (living.path as NSString).lastPathComponent
    #expect(try names(folder) == [livingName, ".drawing-abc123"].sorted() + others)
    living.remove()
  }

  /// What a link leads to isn't ours.
  @Test func linksAreLeftAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("kept", to: "other/file")
    let link = folder.path + "/contextcost-report-abc123"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: folder.path + "/other")
    try ScratchFolder(.report, in: folder.path).remove()
    #expect(try names(folder) == ["contextcost-report-abc123", "other"])
    #expect(FileManager.default.fileExists(atPath: folder.path + "/other/file"))
  }

  @Test func missingPlaceIsSaidAndNotMade() throws {
    let folder = try TemporaryFolder()
    let parent = folder.path + "/missing"
    #expect(
      throws: ScratchFolder.Failure(
        parent: parent, reason: "No such file or directory", isTemporary: false)
    ) { try ScratchFolder(.report, in: parent) }
    #expect(try names(folder) == [])
    let failure = ScratchFolder.Failure(parent: "/gone", reason: "why", isTemporary: true)
    #expect(
      failure.description
        == "no temporary folder can be made in '/gone': why; set TMPDIR to a folder "
        + "that is there and can be written")
  }
}
