import Foundation
import Processes
import TestSupport
import Testing

@testable import Measurement

/// A repository of a test's own, in a folder with a blank and a quote in its name.
struct ScratchRepository {
  let base: TemporaryFolder
  let name: String
  var path: String { base.path + "/" + name }

  /// One with a first commit of one file.
  init(_ name: String = "it's a repository", in base: TemporaryFolder) throws {
    self.base = base
    self.name = name
    try write("first", to: "file")
    try git("init", "-q", "-b", "main")
    try commit("one")
  }

  func write(_ text: String, to file: String) throws { try base.write(text, to: "\(name)/\(file)") }

  /// Runs git here and returns what it printed.
  @discardableResult
  func git(_ words: String...) throws -> String {
    let identity = ["-c", "user.name=n", "-c", "user.email=e", "-c", "protocol.file.allow=always"]
    let result = ChildCommand(["git"] + identity + words, in: path).run(timeout: 60)
    try #require(result.isSuccess, "git \(words): \(result.lastLines(3))")
    return String(decoding: result.output, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Commits everything and returns the commit's name.
  @discardableResult
  func commit(_ message: String) throws -> String {
    try git("add", ".")
    try git("commit", "-q", "-m", message)
    return try git("rev-parse", "HEAD")
  }

  var repository: GitRepository { get throws { try GitRepository(containing: path) } }
}
