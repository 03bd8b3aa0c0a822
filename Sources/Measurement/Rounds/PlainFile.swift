import Foundation

/// A file of somebody else's, read with care.
enum PlainFile {
  enum Failure: Error, Equatable, CustomStringConvertible {
    case missing
    case notPlain
    case tooLarge(Int)
    case unreadable(String)

    var description: String {
      switch self {
      case .missing: "there is no such file"
      case .notPlain: "it is no plain file"
      case .tooLarge(let most): "it is larger than \(most >> 20) MiB"
      case .unreadable(let reason): reason
      }
    }
  }

  /// All of a plain file that is no larger than that.
  static func read(_ path: String, atMost most: Int) throws(Failure) -> Data {
    // A FIFO that nobody writes to would keep a blocking `open` waiting for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno)))
    }
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
