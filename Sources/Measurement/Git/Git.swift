import Processes

/// The `git` that is installed, run without a shell.
enum Git {
  private static let timeout = 300.0

  /// Runs it with messages in English and no hook of the repository's.
  ///
  /// - Parameter isCleanup: Whether it runs even when everything has been called off.
  static func run(
    _ arguments: [String], in folder: String? = nil, isCleanup: Bool = false
  ) -> ChildCommand.Result {
    // Locks are for what changes something: a hook's git holds the index's already. A checkout is of
    // the repository that is named and of no other.
    let settings = ["core.hooksPath=/dev/null", "submodule.recurse=false"]
    var child = ChildCommand(
      ["git", "--no-optional-locks"] + settings.flatMap { ["-c", $0] } + arguments, in: folder,
      adding: ["LC_ALL": "C"])
    child.isCleanup = isCleanup
    return child.run(timeout: timeout)
  }

  /// The lines it prints; `nil` when it fails or isn't there.
  static func lines(_ arguments: [String], in folder: String? = nil) -> [Substring]? {
    let result = run(arguments, in: folder)
    guard result.isSuccess else { return nil }
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n")
  }

  /// What it said of why it failed, as a clause.
  static func reason(_ result: ChildCommand.Result) -> String {
    switch result.ending {
    case .notStarted(let failure): return "it can't be run (\(failure.reason)); install git"
    case .timedOut: return "it was still running after \(Int(timeout / 60)) minutes"
    case .interrupted: return "it was interrupted"
    case .signalled(let signal): return "it was ended by signal \(signal)"
    case .exited(let status):
      let lines = result.lastLines(8).map { line in
        let text = line.drop { $0.isWhitespace }
        return ["fatal: ", "error: "].first(where: text.hasPrefix).map {
          String(text.dropFirst($0.count))
        } ?? String(text)
      }
      guard let first = lines.first else { return "it ended with status \(status)" }
      return lines.dropFirst().reduce(first) { $0 + ($0.hasSuffix(":") ? " " : "; ") + $1 }
    }
  }

  /// Why git doesn't answer a question about the repository that a folder belongs to, as a sentence;
  /// `nil` where it does, and where there is no repository or no git.
  static func obstacle(to question: String, in folder: String? = nil) -> String? {
    let result = run(["rev-parse", question], in: folder)
    guard !result.isSuccess, case .exited = result.ending else { return nil }
    let reason = reason(result)
    return reason.hasPrefix("not a git repository (or any") ? nil : "git says: \(reason)"
  }
}
