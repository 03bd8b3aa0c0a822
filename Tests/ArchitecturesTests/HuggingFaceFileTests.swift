import Foundation
import Testing

@testable import Architectures

@Suite struct HuggingFaceFileTests {
  @Test func pathsThatCannotBeRead() throws {
    #expect(refusal(path: "")?.contains("this isn't a path") == true)
    #expect(refusal(path: "a\u{0}b")?.contains("this isn't a path") == true)
    #expect(refusal(path: "/no such\nplace")?.hasPrefix("'/no such\\u{a}place': can't be") == true)
    #expect(refusal(path: "/dev/null")?.contains("isn't a regular file") == true)
    #expect(refusal(path: "/dev/zero")?.contains("isn't a regular file") == true)
  }

  @Test func filesOfOtherKinds() throws {
    try inTemporaryFolder { folder in
      #expect(refusal(path: folder)?.contains("config.json': can't be read") == true)
      let pipe = "\(folder)/config.json"
      #expect(mkfifo(pipe, 0o600) == 0)
      #expect(refusal(path: pipe)?.contains("isn't a regular file") == true)
      #expect(refusal(path: folder)?.contains("isn't a regular file") == true)
      try FileManager.default.removeItem(atPath: pipe)
      try FileManager.default.createDirectory(atPath: pipe, withIntermediateDirectories: false)
      // A folder that is called config.json holds no config.json.
      #expect(refusal(path: folder)?.contains("isn't a regular file") == true)
      #expect(refusal(path: pipe)?.contains("can't be read") == true)
    }
  }

  @Test func largeFilesAreRefused() throws {
    try inTemporaryFolder { folder in
      let path = "\(folder)/config.json"
      let text = json("opt")
      let padded = text + [UInt8](repeating: 0x20, count: 1 << 24 - text.count)
      try Data(padded).write(to: URL(fileURLWithPath: path))
      #expect(refusal(path: path) == nil)
      try Data(padded + [0x20]).write(to: URL(fileURLWithPath: path))
      #expect(refusal(path: path)?.contains("larger than 16 MiB") == true)
    }
  }

  @Test func namesComeFromThePath() throws {
    try inTemporaryFolder { folder in
      let model = "\(folder)/my model"
      try FileManager.default.createDirectory(atPath: model, withIntermediateDirectories: false)
      try Data(json("opt")).write(to: URL(fileURLWithPath: "\(model)/config.json"))
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/linked.json", withDestinationPath: "\(model)/config.json")
      for (path, name) in [
        (model, "my model"), ("\(model)/", "my model"), ("\(model)/config.json", "my model"),
        ("\(model)/../my model/./config.json", "my model"), ("\(folder)/linked.json", "linked"),
      ] {
        #expect(try HuggingFaceConfiguration(path: path).model.name == name)
      }
    }
  }
}
