import TestSupport
import Testing

@testable import CommandLineKit

/// What shells offer.
@Suite struct CompletionTests {
  private static let names = ["opt-125m", "opt-1.3b", "llama-2-7b", "opt"]

  @Test(arguments: [
    ("", ["opt-125m", "opt-1.3b", "llama-2-7b", "opt"]), ("opt-1", ["opt-125m", "opt-1.3b"]),
    ("'opt-12", ["opt-125m"]), ("--model=ll", ["llama-2-7b"]), ("x", []),
    ("opt-125m,", ["opt-125m,opt-1.3b", "opt-125m,llama-2-7b", "opt-125m,opt"]),
    ("opt-125m,opt-1", ["opt-125m,opt-1.3b"]), ("opt-125m,opt,ll", ["opt-125m,opt,llama-2-7b"]),
  ])
  func wordsOfAList(typed: String, offered: [String]) {
    #expect(Completion.ofList(Self.names, typed: typed) == offered)
  }

  @Test func foldersAndConfigurations() throws {
    let folder = try TemporaryFolder()
    for name in ["config.json", "notes.txt", ".hidden.json", "llama/config.json"] {
      try folder.write("{}", to: name)
    }
    func offered(_ text: String, marksFolders: Bool = true) -> [String] {
      Completion.ofFiles(typed: text, marksFolders: marksFolders)
    }
    let path = folder.path
    #expect(offered("\(path)/") == ["\(path)/config.json", "\(path)/llama/"])
    #expect(offered("\(path)/ll", marksFolders: false) == ["\(path)/llama"])
    #expect(offered("opt,\(path)/ll", marksFolders: false) == ["opt,\(path)/llama/"])
    #expect(offered("\(path)/.h") == ["\(path)/.hidden.json"])
    #expect(offered("\(path)/nowhere/").isEmpty)
  }

  /// bash expands what it is offered, so that a file's name could run a command.
  @Test func namesThatAShellWouldExpandAreLeftOut() throws {
    let folder = try TemporaryFolder()
    for name in ["$(id).json", "`id`.json", "a b.json", "a;b.json", "a'b.json", "a*.json"] {
      try folder.write("{}", to: name)
    }
    #expect(Completion.ofFiles(typed: "\(folder.path)/", marksFolders: true).isEmpty)
  }
}
