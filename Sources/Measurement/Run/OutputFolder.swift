import Foundation

/// A folder a command writes into: each file in it is written whole or not at all.
public struct OutputFolder: Sendable {
  public let path: String
  private let option: String

  /// Why a file or folder could not be written.
  public struct WriteError: Error, CustomStringConvertible {
    public let path: String
    public let reason: String
    /// The option that chooses another folder.
    public let option: String
    public var description: String {
      "cannot write \(path): \(reason); choose another folder with \(option)"
    }

    public init(path: String, reason: String, option: String) {
      self.path = path
      self.reason = reason
      self.option = option
    }
  }

  /// Makes the folder, and those above it, unless they are there, and makes sure it can be written.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - option: The option the user chose it with, to name in an error.
  public init(path: String, option: String) throws(WriteError) {
    self.path = path
    self.option = option
    try Self.make(path) { reason throws(WriteError) in
      throw WriteError(path: path, reason: reason, option: option)
    }
    guard access(path, W_OK | X_OK) == 0 else { throw error(path) }
  }

  private static func make(
    _ path: String, refuse: (String) throws(WriteError) -> Void
  ) throws(WriteError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if !isFolder.boolValue { try refuse("it is a file, not a folder") }
      return
    }
    let parent = parent(of: path)
    if parent != path { try make(parent, refuse: refuse) }
    // Another process may have made it meanwhile.
    guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    try refuse(String(cString: strerror(errno)))
  }

  /// The folder above: `.` above a name alone, `/` above itself.
  ///
  /// Foundation's own function crashes on a name of one letter (Swift 6.3).
  public static func parent(of path: String) -> String {
    let trimmed = path.reversed().drop { $0 == "/" }
    guard !trimmed.isEmpty else { return path.isEmpty ? "." : "/" }
    let above = trimmed.drop { $0 != "/" }
    guard !above.isEmpty else { return "." }
    let parent = above.drop { $0 == "/" }
    return parent.isEmpty ? "/" : String(parent.reversed())
  }

  /// Whether the folder can be made, or is there and can be written; nothing is made.
  public static func check(path: String, option: String) throws(WriteError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      return try check(path: parent(of: path), option: option)
    }
    if !isFolder.boolValue {
      throw WriteError(path: path, reason: "it is a file, not a folder", option: option)
    }
    guard access(path, W_OK | X_OK) == 0 else {
      throw WriteError(path: path, reason: String(cString: strerror(errno)), option: option)
    }
  }

  /// Removes files that are there.
  public func remove(_ names: [String]) throws(WriteError) {
    for name in names where unlink("\(path)/\(name)") != 0 && errno != ENOENT {
      throw error("\(path)/\(name)")
    }
  }

  /// Removes what a process that was killed while it wrote these files has left behind.
  public func removeUnfinished(_ names: [String]) {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for file in found where names.contains(where: { file.hasPrefix(".\($0).") }) {
      unlink("\(path)/\(file)")
    }
  }

  /// Writes a file by way of a temporary one in the same folder and a rename.
  ///
  /// - Parameter isDurable: Whether it survives a power failure from the moment this returns.
  public func write(
    _ contents: String, to name: String, isDurable: Bool = false
  ) throws(WriteError) {
    let target = "\(path)/\(name)"
    let temporary = "\(path)/.\(name).\(getpid())"
    guard let file = fopen(temporary, "w") else { throw error(target) }
    let bytes = Array(contents.utf8)
    let isWritten =
      fwrite(bytes, 1, bytes.count, file) == bytes.count && fflush(file) == 0
      && (!isDurable || fsync(fileno(file)) == 0)
    // Closing writes what is buffered, so it too can find the disk full.
    guard fclose(file) == 0, isWritten, rename(temporary, target) == 0 else {
      let error = error(target)
      unlink(temporary)
      throw error
    }
    if isDurable { Self.synchronize(folder: path) }
  }

  /// Makes the names in a folder survive a power failure, where the file system can.
  private static func synchronize(folder: String) {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The system's reason for the call that just failed.
  private func error(_ path: String) -> WriteError {
    WriteError(path: path, reason: String(cString: strerror(errno)), option: option)
  }
}
