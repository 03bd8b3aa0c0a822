import Foundation

/// A folder a command writes into; each file in it is an ``OutputFile``.
public struct OutputFolder: Sendable {
  public let path: String
  private let option: String

  /// Why a file or folder could not be written.
  public struct WriteError: Error, CustomStringConvertible {
    public let path: String
    public let reason: String
    /// The option that chooses another place.
    public let option: String
    public var description: String {
      "cannot write \(path.isEmpty ? "''" : path): \(reason); choose another place with \(option)"
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
    try Self.make(path, option: option)
    guard access(path, W_OK | X_OK) == 0 else { throw error(path) }
  }

  /// Makes a folder that nobody has: where `path` is taken, with `-2`, `-3`, … after its name.
  public init(new path: String, option: String) throws(WriteError) {
    self.option = option
    try Self.make(Self.parent(of: path), option: option)
    for number in 1...Self.mostNamesakes {
      let name = number == 1 ? path : "\(path)-\(number)"
      if mkdir(name, 0o777) == 0 {
        self.path = name
        return
      }
      guard errno == EEXIST else { break }
    }
    throw WriteError(path: path, reason: String(cString: strerror(errno)), option: option)
  }

  private static let mostNamesakes = 1000

  /// A folder of this name says itself that git is to ignore it.
  public static let ignored = ".contextcost"

  /// Makes a folder and those above it, unless they are there.
  static func make(_ path: String, option: String) throws(WriteError) {
    func refuse(_ reason: String) throws(WriteError) {
      throw WriteError(path: path, reason: reason, option: option)
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if !isFolder.boolValue { try refuse("it is a file, not a folder") }
      return
    }
    let parent = parent(of: path)
    if parent != path { try make(parent, option: option) }
    guard mkdir(path, 0o777) == 0 else {
      // Another process may have made it meanwhile.
      if errno != EEXIST { try refuse(String(cString: strerror(errno))) }
      return
    }
    if path.split(separator: "/").last == Substring(ignored) {
      try OutputFile("\(path)/.gitignore", option: option).write("*\n")
    }
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
    guard !path.isEmpty else {
      throw WriteError(path: path, reason: "the name is empty", option: option)
    }
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

  /// Writes a plain file in it, as ``OutputFile`` does.
  ///
  /// A folder of results may come from somebody else: a link in it may lead anywhere, and a pipe has no
  /// reader, so that neither is written to.
  public func write(
    _ contents: String, to name: String, isDurable: Bool = false
  ) throws(WriteError) {
    var facts = stat()
    if lstat("\(path)/\(name)", &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
      throw WriteError(path: "\(path)/\(name)", reason: "it is no plain file", option: option)
    }
    try OutputFile("\(path)/\(name)", option: option).write(contents, isDurable: isDurable)
  }

  /// The system's reason for the call that just failed.
  private func error(_ path: String) -> WriteError {
    WriteError(path: path, reason: String(cString: strerror(errno)), option: option)
  }
}
