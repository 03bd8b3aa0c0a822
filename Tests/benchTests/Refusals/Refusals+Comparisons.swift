import TestSupport

extension Refusals {
  /// `bench compare`.
  static let comparisons =
    [
      Refusal("compare", says: "give two folders, or --command-a and --command-b"),
      Refusal("compare", "run", says: "there is 1 folder; runs are kept in .contextcost/Results"),
      Refusal("compare", "run", "nowhere", says: "name a folder that bench sweep has written"),
      Refusal("compare", "fifo.json", "file", says: "name a folder that bench sweep has written"),
      Refusal("compare", "run", "run", "--samples", "x", says: "folders have their own samples"),
      Refusal("compare", "--command-a", "true", says: "--command-a needs --command-b beside it"),
      Refusal("compare", "--command-b", "true", says: "--command-b needs --command-a beside it"),
      commands("true", "x\\", says: "ends in a backslash; write \\\\ for a backslash itself"),
      commands("", "true", says: "names no program; write a command such as './bench round'"),
      commands("true", "true", "run", says: "give two folders or two commands, not both"),
      commands("./nowhere", "true", says: "can't be started"),
      commands("true", "true", status: 3, says: "it should print lines such as {\"cell\""),
      commands("false", "true", status: 3, says: "A: 'false' ended with status 1"),
      commands("true", "true", "--blocks", "1e9", says: "the largest is 1_000"),
      commands("true", "true", "--plots", "file", status: 73, says: "another place with --plots"),
      commands("true", "true", "--samples", "", status: 73, says: "the name is empty; choose"),
      commands("true", "true", "--samples", "file/x", status: 73, says: "place with --samples"),
    ]

  private static func commands(
    _ a: String, _ b: String, _ words: String..., status: Int32 = 64, says sentence: String
  ) -> Refusal {
    Refusal(
      ["compare", "--command-a", a, "--command-b", b] + words, status: status, says: sentence)
  }

  /// `bench gate`, outside of a repository.
  static let gates =
    ["--summary", "--junit", "--benchmark-json"].flatMap { option in
      ["", "folder", "file/summary"].map {
        gate(option, $0, status: 73, says: "choose another place with \(option)")
      }
    } + [
      Refusal("gate", says: "Missing expected argument '--baseline <revision>'"),
      gate(status: 1, says: "git can't use this folder: not a git repository"),
      gate("--plots", "file", status: 73, says: "choose another place with --plots"),
      gate("--samples", "file/x", status: 73, says: "choose another place with --samples"),
      gate("--cells", "full", says: "'full' names no cell; write an architecture and its segments"),
      gate("--build", "'", says: "has a quote that is never closed"),
      gate("--command", "", says: "names no program; write a command"),
    ]

  private static func gate(
    _ words: String..., status: Int32 = 64, says sentence: String
  ) -> Refusal {
    Refusal(["gate", "--baseline", "HEAD"] + words, status: status, says: sentence)
  }
}
