import Foundation
import Testing

@testable import Measurement

@Suite struct OutputFolderTests {
  private let base = FileManager.default.temporaryDirectory
    .appendingPathComponent("results-\(UUID().uuidString)").path

  @Test func filesAreWrittenWhole() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    let folder = try OutputFolder(path: base + "/a/b", option: "--out")
    try folder.write("one\n", to: "records.jsonl")
    try folder.write("two\n", to: "records.jsonl")
    #expect(try String(contentsOfFile: base + "/a/b/records.jsonl", encoding: .utf8) == "two\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: base + "/a/b").count == 1)
  }

  @Test func aFileWhereTheFolderShouldBe() throws {
    defer { try? FileManager.default.removeItem(atPath: base) }
    try Data("x".utf8).write(to: URL(fileURLWithPath: base))
    for path in [base + "/run", base] {
      #expect(throws: OutputFolder.WriteError.self) {
        try OutputFolder(path: path, option: "--out")
      }
    }
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

  @Test func theProfileNamesTheMachine() {
    let profile = MachineProfile.current(compiler: "clang 1.2.3")
    #expect(!profile.processor.isEmpty && profile.cores > 0 && profile.memoryBytes > 0)
    #expect(profile.compiler.hasSuffix("clang 1.2.3"))
    #expect(profile.fingerprint.count == 8)
    #expect(UInt32(profile.fingerprint, radix: 16) != nil)
    var other = profile
    other.processor += " "
    #expect(other.fingerprint != profile.fingerprint)
    other = profile
    other.commit = "elsewhere"
    #expect(other.fingerprint == profile.fingerprint)
  }
}
