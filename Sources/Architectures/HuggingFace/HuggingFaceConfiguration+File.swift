import Foundation

extension HuggingFaceConfiguration {
  /// The most bytes that are read: published files have a few thousand, and up to a few million
  /// where they list what is quantised or every label.
  private static let mostBytes = 1 << 24

  /// Reads a config.json or a params.json, or the one in a folder.
  ///
  /// In a folder of the hub's cache, that is the one of the snapshot that `main` stands for. The
  /// model is named after the folder or the cache's model, or after the file when that has a name of
  /// its own.
  ///
  /// - Throws: What ``init(json:name:)`` throws, and when the path leads to no readable regular file
  ///   of at most 16 MiB. Symbolic links are followed: downloads are often kept as such.
  public init(path: String) throws(HuggingFaceConfigurationError) {
    let (bytes, file) = try Self.read(path)
    try self.init(json: bytes, file: file, name: ModelFolder.name(ofFile: file))
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
    let file = try ModelFolder(path: path).configurationFile()
    return (try bytes(of: file), file)
  }

  /// The bytes of a regular file.
  static func bytes(of file: String) throws(HuggingFaceConfigurationError) -> [UInt8] {
    let (descriptor, kind) = try open(file)
    defer { close(descriptor) }
    return try contents(of: descriptor, kind: kind, file)
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
    var status = stat()
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : mostBytes
    // One byte more than the file has, to see its end, and than is allowed, to see that it is passed.
    var bytes = [UInt8](repeating: 0, count: min(max(size, 0), mostBytes) + 1)
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
      // A file may be longer than it says, as those of /proc are.
      if filled == bytes.count, filled <= mostBytes {
        bytes += [UInt8](repeating: 0, count: min(bytes.count, mostBytes + 1 - bytes.count))
      }
    }
    let sentence = OtherFile(bytes)?.sentence
    throw HuggingFaceConfigurationError(
      path,
      sentence ?? "is larger than 16 MiB, so it isn't a model's config.json; name that file")
  }
}
