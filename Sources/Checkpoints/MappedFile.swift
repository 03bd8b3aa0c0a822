import Foundation

/// The bytes of a regular file, mapped read-only: what isn't looked at isn't read.
///
/// A file that another program makes shorter while it is mapped ends this one with a bus error when
/// the missing pages are looked at; nothing is done against that. Replacing a file by another of the
/// same name, as downloads do, is harmless.
struct MappedFile: Sendable {
  let path: String
  let bytes: Data

  /// Opens the file that a path leads to, over symbolic links: downloads are often kept as such.
  ///
  /// - Parameter remedy: What to do when the path leads to no readable regular file.
  init(_ path: String, remedy: String) throws(CheckpointError) {
    self.path = path
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw CheckpointError(path, "this isn't a path; \(remedy)")
    }
    // Without waiting: a named pipe would otherwise keep the program until somebody writes to it.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, remedy) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, remedy) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CheckpointError(path, "this isn't a regular file; \(remedy)")
    }
    guard status.st_size > 0 else { throw CheckpointError(path, "is empty; \(remedy)") }
    bytes = try Self.map(descriptor, count: Int(status.st_size), path, remedy)
  }

  private static func map(
    _ descriptor: Int32, count: Int, _ path: String, _ remedy: String
  ) throws(CheckpointError) -> Data {
    guard let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw failure(path, remedy) }
    return Data(bytesNoCopy: address, count: count, deallocator: .unmap)
  }

  private static func failure(_ path: String, _ remedy: String) -> CheckpointError {
    CheckpointError(path, "can't be read (\(String(cString: strerror(errno)))); \(remedy)")
  }
}
