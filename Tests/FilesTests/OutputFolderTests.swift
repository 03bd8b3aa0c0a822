import Foundation
import TestSupport
import Testing

@testable import Files

@Suite struct OutputFolderTests {
  private let base: TemporaryFolder

  init() throws { base = try TemporaryFolder() }

  @Test func filesAreWrittenWhole() throws {
    let folder = try OutputFolder(path: base.path + "/a/b", option: "--out")
    try folder.write("one\n", to: "records.jsonl")
    try folder.write("two\n", to: "records.jsonl")
    #expect(
      try String(contentsOfFile: base.path + "/a/b/records.jsonl", encoding: .utf8) == "two\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: base.path + "/a/b").count == 1)
  }

  @Test func aFileWhereTheFolderShouldBe() throws {
    try base.write("x", to: "file")
    for path in [base.path + "/file/run", base.path + "/file"] {
      #expect(throws: OutputFolder.WriteError.self) {
        try OutputFolder(path: path, option: "--out")
      }
      #expect(throws: OutputFolder.WriteError.self) {
        try OutputFolder(new: path + "/run", option: "--out")
      }
    }
  }

  /// A run's folder may be somebody else's, with links to anything.
  @Test func onlyPlainFilesAreWritten() throws {
    try base.write("precious", to: "precious")
    try base.write("{}", to: "run/plain")
    let folder = try OutputFolder(path: base.path + "/run", option: "--out")
    try FileManager.default.createSymbolicLink(
      atPath: base.path + "/run/link", withDestinationPath: "../precious")
    try #require(mkfifo(base.path + "/run/pipe", 0o600) == 0)
    for name in ["link", "pipe"] {
      #expect(throws: OutputFolder.WriteError.self) { try folder.write("x", to: name) }
    }
    #expect(try String(contentsOfFile: base.path + "/precious", encoding: .utf8) == "precious")
  }

  @Test func folderAbove() {
    for (path, above) in [
      ("p", "."), ("p/", "."), ("a/b", "a"), ("a//b//", "a"), ("/a", "/"), ("/", "/"), ("", "."),
      ("./p", "."), ("/a/bc/d", "/a/bc"),
    ] {
      #expect(OutputFolder.parent(of: path) == above)
    }
    #expect(throws: Never.self) { try OutputFolder.check(path: "p", option: "--out") }
  }

  /// Runs that begin in the same second ask for the same name.
  @Test func newFoldersAreNeverShared() async throws {
    let path = base.path + "/Results/20261127T204747Z"
    let names = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 {
        group.addTask { try OutputFolder(new: path, option: "--out").path }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(names) == Set([path] + (2...8).map { "\(path)-\($0)" }))
    #expect(names.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test func folderForWhatIsNotCommittedIgnoresItself() throws {
    let run = try OutputFolder(
      path: "\(base.path)/\(OutputFolder.ignored)/Results/run", option: "--out")
    try run.write("{}", to: "records.jsonl")
    let rule = "\(base.path)/\(OutputFolder.ignored)/.gitignore"
    #expect(try String(contentsOfFile: rule, encoding: .utf8) == "*\n")
  }
}
