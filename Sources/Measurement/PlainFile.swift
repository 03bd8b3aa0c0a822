import Foundation

/// A file of somebody else's, read with care.
package enum PlainFile {
  package enum Failure: Error, Equatable, CustomStringConvertible {
    case missing
    case notPlain
    case tooLarge(Int)
    case unreadable(String)

    package var description: String {
      switch self {
      case .missing: "there is no such file"
      case .notPlain: "it is no plain file"
      case .tooLarge(let most): "it is larger than \(most >> 20) MiB"
      case .unreadable(let reason): reason
      }
    }
  }

  /// A descriptor to read from, which the caller closes.
  static func open(_ path: String) throws(Failure) -> Int32 {
    // A FIFO that nobody writes to would keep a blocking `open` waiting for ever.
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing : .unreadable(String(cString: strerror(errno)))
    }
    guard isPlain(descriptor) else {
      close(descriptor)
      throw .notPlain
    }
    return descriptor
  }

  static func isPlain(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// All of a plain file that is no larger than that.
  package static func read(_ path: String, atMost most: Int) throws(Failure) -> Data {
    let descriptor = try open(path)
    defer { close(descriptor) }
    return try read(descriptor, atMost: most)
  }

  /// All of an open file, from its beginning.
  static func read(_ descriptor: Int32, atMost most: Int) throws(Failure) -> Data {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notPlain }
    guard status.st_size <= most else { throw .tooLarge(most) }
    var data = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while data.count <= most {
      let count = pread(descriptor, &buffer, buffer.count, off_t(data.count))
      if count == 0 { return data }
      if count > 0 {
        data.append(contentsOf: buffer[..<count])
      } else if errno != EINTR {
        throw .unreadable(String(cString: strerror(errno)))
      }
    }
    throw .tooLarge(most)
  }
}
