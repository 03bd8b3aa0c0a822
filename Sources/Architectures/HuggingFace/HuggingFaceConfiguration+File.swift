import Foundation

extension HuggingFaceConfiguration {
  /// The most bytes that are read: published files have a few thousand.
  private static let mostBytes = 1 << 20

  /// Reads a config.json, or the one in a folder.
  ///
  /// The model is named after the folder, or after the file when that has a name of its own.
  ///
  /// - Throws: What ``init(json:name:)`` throws, and when the path leads to no readable regular file
  ///   of at most 1 MiB. Symbolic links are followed: downloads are often kept as such.
  public init(path: String) throws(HuggingFaceConfigurationError) {
    let (bytes, file) = try Self.read(path)
    try self.init(json: bytes, file: file, name: Self.name(ofFile: file))
  }

  private static func name(ofFile path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let isGeneric = url.lastPathComponent.lowercased() == "config.json"
    let named = isGeneric ? url.deletingLastPathComponent() : url.deletingPathExtension()
    return named.lastPathComponent == "/" ? "model" : named.lastPathComponent
  }

  /// The bytes of the file, and the path it was found at.
  private static func read(
    _ path: String
  ) throws(HuggingFaceConfigurationError) -> (bytes: [UInt8], file: String) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw HuggingFaceConfigurationError(
        path, "this isn't a path; name a config.json or a folder that holds one")
    }
    let (descriptor, kind) = try open(path)
    guard kind == S_IFDIR else {
      defer { close(descriptor) }
      return (try contents(of: descriptor, kind: kind, path), path)
    }
    close(descriptor)
    let file = path.hasSuffix("/") ? "\(path)config.json" : "\(path)/config.json"
    let (inner, innerKind) = try open(file)
    defer { close(inner) }
    return (try contents(of: inner, kind: innerKind, file), file)
  }

  /// A descriptor for reading, and what kind of file it is of.
  private static func open(
    _ path: String
  ) throws(HuggingFaceConfigurationError) -> (descriptor: Int32, kind: mode_t) {
    // Without waiting: a named pipe would otherwise keep the program until somebody writes to it.
    let descriptor = Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      if descriptor >= 0 { close(descriptor) }
      throw HuggingFaceConfigurationError(
        path, "can't be read (\(reason)); name a config.json or a folder that holds one")
    }
    return (descriptor, status.st_mode & S_IFMT)
  }

  private static func contents(
    of descriptor: Int32, kind: mode_t, _ path: String
  ) throws(HuggingFaceConfigurationError) -> [UInt8] {
    guard kind == S_IFREG else {
      throw HuggingFaceConfigurationError(
        path, "this isn't a regular file; name a config.json or a folder that holds one")
    }
    var bytes = [UInt8](repeating: 0, count: mostBytes + 1)
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw HuggingFaceConfigurationError(
          path, "can't be read (\(String(cString: strerror(errno)))); check the file")
      }
      guard count > 0 else { return Array(bytes[..<filled]) }
      filled += count
    }
    throw HuggingFaceConfigurationError(
      path, "is larger than 1 MiB, so it isn't a model's config.json; name that file")
  }
}
