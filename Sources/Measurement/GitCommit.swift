import Foundation

/// The commit of the folder the program is run in.
enum GitCommit {
  /// Twelve digits, with `-dirty` when tracked files differ; `unknown` outside a repository.
  static var current: String {
    guard let commit = git("rev-parse", "--short=12", "HEAD"), !commit.isEmpty else {
      return "unknown"
    }
    let changes = git("status", "--porcelain", "--untracked-files=no") ?? ""
    return changes.isEmpty ? commit : commit + "-dirty"
  }

  private static func git(_ arguments: String...) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
