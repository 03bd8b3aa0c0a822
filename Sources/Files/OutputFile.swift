import Foundation

/// One file that a command writes: the only way in which this project writes one.
///
/// A plain file is written whole or not at all, beside the old one and then renamed over it. What is
/// anything else, a device, a pipe or an open descriptor such as `/dev/stdout`, is written into and
/// stays what it is. Links are followed and stay too.
public struct OutputFile: Sendable {
  public let path: String
  private let option: String

  /// - Parameters:
  ///   - path: As the user gave it.
  ///   - option: The option the user gave it with, to name in an error.
  public init(_ path: String, option: String) {
    self.path = path
    self.option = option
  }

  /// Whether it can be written, as far as that is known before; nothing is made or opened.
  ///
  /// - Throws: A sentence when it can't.
  public func check() throws(OutputFolder.WriteError) {
    switch try destination() {
    case .descriptor(let number):
      let flags = fcntl(number, F_GETFL)
      guard flags >= 0 else { throw failure(errno) }
      guard flags & O_ACCMODE != O_RDONLY else { throw failure("it is open for reading alone") }
    case .stream(let path), .file(let path, isThere: true):
      guard access(path, W_OK) == 0 else { throw failure(errno) }
    case .file(let path, isThere: false):
      try OutputFolder.check(path: OutputFolder.parent(of: path), option: option)
    }
  }

  /// Whether it is this process's standard output, whatever its name.
  public var isStandardOutput: Bool {
    (try? OutputDestination(of: path)) == .descriptor(STDOUT_FILENO)
  }

  /// Writes the file; folders above it are made.
  ///
  /// A pipe without a reader is waited for, as a shell does.
  ///
  /// - Parameter isDurable: Whether it survives a power failure from the moment this returns.
  public func write(
    _ contents: String, isDurable: Bool = false
  ) throws(OutputFolder.WriteError) {
    try write(Array(contents.utf8), isDurable: isDurable)
  }

  /// The same of bytes.
  public func write(_ bytes: [UInt8], isDurable: Bool = false) throws(OutputFolder.WriteError) {
    guard case .file(let target, let isThere) = try destination() else {
      return try write(bytes, into: open(O_WRONLY), isDurable: false)
    }
    guard !isThere || access(target, W_OK) == 0 else { throw failure(errno) }
    let folder = OutputFolder.parent(of: target)
    try OutputFolder.make(folder, option: option)
    let temporary = Self.temporary(for: target, in: folder)
    let descriptor = Self.create(temporary)
    guard descriptor >= 0 else {
      // In a folder of others only what is there can be written.
      guard isThere else { throw failure(errno) }
      return try write(bytes, into: open(O_WRONLY | O_TRUNC), isDurable: isDurable)
    }
    if isThere { Self.takeRights(of: target, descriptor) }
    do throws(OutputFolder.WriteError) {
      try write(bytes, into: descriptor, isDurable: isDurable)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, target) != 0 else {
      if isDurable { Self.synchronize(folder: folder) }
      return
    }
    let code = errno
    unlink(temporary)
    // Where something is mounted onto the file itself its name can't be given to another.
    guard isThere, code == EBUSY || code == EXDEV || code == EPERM else { throw failure(code) }
    try write(bytes, into: open(O_WRONLY | O_TRUNC), isDurable: isDurable)
  }

  /// Adds to what is there.
  public func append(_ text: String) throws(OutputFolder.WriteError) {
    try AppendedFile(self).append(text)
  }

  /// Makes the folders above a plain file.
  func makeFolder() throws(OutputFolder.WriteError) {
    guard case .file(let path, isThere: false) = try destination() else { return }
    try OutputFolder.make(OutputFolder.parent(of: path), option: option)
  }

  /// A descriptor of what is there, or of a new plain file; the caller closes it.
  func open(_ flags: Int32) throws(OutputFolder.WriteError) -> Int32 {
    let descriptor =
      switch try destination() {
      // Its place in the file is common to all that print there.
      case .descriptor(let number): fcntl(number, F_DUPFD_CLOEXEC, 0)
      case .stream(let path), .file(let path, _):
        Foundation.open(path, flags | O_CLOEXEC | O_NOCTTY, 0o666)
      }
    guard descriptor >= 0 else { throw failure(errno) }
    return descriptor
  }

  func failure(_ code: Int32) -> OutputFolder.WriteError {
    failure(String(cString: strerror(code)))
  }

  private func failure(_ reason: String) -> OutputFolder.WriteError {
    OutputFolder.WriteError(path: path, reason: reason, option: option)
  }

  private func destination() throws(OutputFolder.WriteError) -> OutputDestination {
    do throws(OutputDestination.Obstacle) {
      return try OutputDestination(of: path)
    } catch {
      throw failure(error.reason)
    }
  }
}

// MARK: Bytes

extension OutputFile {
  /// Writes bytes and closes.
  private func write(
    _ bytes: [UInt8], into descriptor: Int32, isDurable: Bool
  ) throws(OutputFolder.WriteError) {
    var code = Self.withoutBrokenPipes {
      bytes.withUnsafeBytes { FileDescriptor(number: descriptor).write($0) }
    }
    if code == 0, isDurable, fsync(descriptor) != 0 { code = errno }
    // Some file systems find out only now that there is no space.
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else { throw failure(code) }
  }

  /// Does something in which a pipe whose reader has gone is an error and not the process's end.
  static func withoutBrokenPipes<Value>(_ body: () -> Value) -> Value {
    let action = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, action) }
    return body()
  }

  /// Makes a file that wasn't there; less than 0 where it can't be made.
  private static func create(_ path: String) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    let descriptor = Foundation.open(path, flags, 0o666)
    guard descriptor < 0, errno == EEXIST else { return descriptor }
    // Of a process that was killed and had the same number.
    unlink(path)
    return Foundation.open(path, flags, 0o666)
  }

  /// The name begins with a dot and the file's own, as far as there is room for the rest.
  private static func temporary(for target: String, in folder: String) -> String {
    let name = target.split(separator: "/").last ?? ""
    return "\(folder)/.\(String(decoding: name.utf8.prefix(200), as: UTF8.self)).\(getpid())"
  }

  /// Gives a file the owner and the permissions of another, as far as that is allowed.
  private static func takeRights(of other: String, _ descriptor: Int32) {
    var facts = stat()
    guard stat(other, &facts) == 0 else { return }
    _ = fchown(descriptor, facts.st_uid, facts.st_gid)
    fchmod(descriptor, facts.st_mode & 0o777)
  }

  /// Makes the names in a folder survive a power failure, where the file system can.
  private static func synchronize(folder: String) {
    let descriptor = Foundation.open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
