import Foundation

/// Opens files that are files: pipes and devices, which may never end, are refused.
enum RegularFile {
  struct Failure: Error {
    /// The end of a sentence about the file.
    let reason: String
    let isMissing: Bool
  }

  /// A descriptor to read from, which the caller closes.
  static func open(_ path: String) throws(Failure) -> Int32 {
    // Not blocking, since a pipe without a writer would wait for one.
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure(
        reason: "can't be read: \(String(cString: strerror(errno)))",
        isMissing: errno == ENOENT || errno == ENOTDIR)
    }
    guard isRegular(descriptor) else {
      close(descriptor)
      throw Failure(reason: "is no regular file", isMissing: false)
    }
    return descriptor
  }

  static func isRegular(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// All of a file that isn't longer than `limit` bytes.
  static func contents(_ path: String, upTo limit: Int) throws(Failure) -> Data {
    let descriptor = try open(path)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let data = try? file.read(upToCount: limit + 1) ?? Data() else {
      throw Failure(reason: "can't be read", isMissing: false)
    }
    guard data.count <= limit else {
      throw Failure(reason: "is longer than \(limit >> 20) MiB", isMissing: false)
    }
    return data
  }
}
