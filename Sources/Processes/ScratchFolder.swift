import Foundation

/// A folder for files until they are whole or done with, removed with them however the program ends.
///
/// What a process that was killed has left is removed by the next that makes one in the same place: its
/// owner holds a lock, which the system takes away with the process.
public struct ScratchFolder: Sendable {
  /// What it is for, which is part of its name.
  public enum Purpose: String, CaseIterable, Sendable {
    case callgrind, drawing, preview, report
  }

  /// Why there is none, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    /// The folder that it should have been made in.
    public let parent: String
    public let reason: String
    /// Whether that is the one for temporary files.
    public let isTemporary: Bool

    public var description: String {
      isTemporary
        ? "no temporary folder can be made in '\(parent)': \(reason); set TMPDIR to a folder that is "
          + "there and can be written"
        : "cannot write '\(parent)': \(reason)"
    }
  }

  public let path: String
  private let cleanup: Cleanup

  /// Makes one.
  ///
  /// - Parameter parent: The folder to make it in, hidden; the one for temporary files when `nil`.
  public init(_ purpose: Purpose, in parent: String? = nil) throws(Failure) {
    let folder = parent ?? Self.temporaryFolder
    Self.removeAbandoned(in: folder)
    let prefix = "\(folder)/\(parent == nil ? "" : ".")\(Self.prefix)\(purpose.rawValue)-"
    var made: String?
    var reason = ""
    cleanup = Cleanup(doing: {
      // Until it is locked, another process may take it for abandoned.
      for _ in 0..<Self.mostAttempts {
        var template = Array("\(prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
          reason = String(cString: strerror(errno))
          break
        }
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let lock = Self.lock(path, waits: true) else { continue }
        made = path
        return {
          Self.removeAll(at: path)
          close(lock)
        }
      }
      return {}
    })
    guard let made else {
      cleanup.run()
      throw Failure(parent: folder, reason: reason, isTemporary: parent == nil)
    }
    path = made
  }

  /// Removes it with all that is in it.
  public func remove() { cleanup.run() }

  private static let prefix = "contextcost-"
  private static let mostAttempts = 10

  private static var temporaryFolder: String {
    guard let path = getenv("TMPDIR").map({ String(cString: $0) }), !path.isEmpty else {
      return "/tmp"
    }
    return path
  }

  /// The folder opened and locked for this process alone; `nil` when it isn't there, isn't ours, or,
  /// unless this `waits`, is locked by another.
  private static func lock(_ path: String, waits: Bool) -> Int32? {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    var opened = stat()
    var named = stat()
    // A file system without locks has none for those who look for abandoned folders either.
    let isLocked = flock(folder, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 || waits
    guard isLocked, fstat(folder, &opened) == 0, opened.st_uid == geteuid(),
      lstat(path, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev
    else {
      close(folder)
      return nil
    }
    return folder
  }

  /// Removes what processes have left that are no more.
  private static func removeAbandoned(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where isScratch(name) {
      let path = "\(folder)/\(name)"
      guard let lock = lock(path, waits: false) else { continue }
      removeAll(at: path)
      close(lock)
    }
  }

  /// Whether a file has such a name as these folders get.
  private static func isScratch(_ name: String) -> Bool {
    let visible = name.hasPrefix(".") ? name.dropFirst() : name[...]
    return Purpose.allCases.contains { purpose in
      let start = "\(prefix)\(purpose.rawValue)-"
      return visible.hasPrefix(start) && visible.utf8.count == start.utf8.count + 6
    }
  }

  private static func removeAll(at path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }
}
