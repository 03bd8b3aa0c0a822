import Processes

/// The `git` that is installed, run without a shell.
enum Git {
  private static let timeout = 300.0

  /// Runs it with messages in English.
  ///
  /// - Parameter isCleanup: Whether it runs even when everything has been called off.
  static func run(
    _ arguments: [String], in folder: String? = nil, isCleanup: Bool = false
  ) -> ChildCommand.Result {
    var child = ChildCommand(["git"] + arguments, in: folder, adding: ["LC_ALL": "C"])
    child.isCleanup = isCleanup
    return child.run(timeout: timeout)
  }

  /// The lines it prints; `nil` when it fails or isn't there.
  static func lines(_ arguments: [String], in folder: String? = nil) -> [Substring]? {
    let result = run(arguments, in: folder)
    guard result.isSuccess else { return nil }
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n")
  }
}
