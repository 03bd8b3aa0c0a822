import Files
import Foundation
import Synchronization

/// The samples of a run as they come: each is one write of a whole line at the end of the file.
///
/// An interrupt looks at it from another thread, so everything goes through one lock.
public final class SampleLog: Sendable {
  private struct State {
    let descriptor: Int32
    /// Bytes of whole lines.
    var length: Int
  }

  public let path: String
  private let option: String
  private let state: Mutex<State>

  /// Opens the file, or makes it, for this process alone; a last line without an end gets one when it is
  /// whole, and is cut off when it is torn.
  ///
  /// - Parameter option: The option that chose the folder, to name in an error.
  public init(path: String, option: String) throws(OutputFolder.WriteError) {
    self.path = path
    self.option = option
    func failure(_ reason: String) -> OutputFolder.WriteError {
      OutputFolder.WriteError(path: path, reason: reason, option: option)
    }
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw failure("another process is measuring into it")
    }
    do throws(PlainFile.Failure) {
      let data = try PlainFile.read(descriptor, atMost: 512 << 20)
      var length = data.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      if length < data.count, (try? Sample(line: Array(data[length...])[...])) != nil {
        let isWritten = write(descriptor, "\n", 1) == 1
        guard isWritten else { throw .unreadable(String(cString: strerror(errno))) }
        length = data.count + 1
      } else if length < data.count, ftruncate(descriptor, off_t(length)) != 0 {
        throw .unreadable(String(cString: strerror(errno)))
      }
      state = Mutex(State(descriptor: descriptor, length: length))
    } catch {
      close(descriptor)
      throw failure(error.description)
    }
  }

  deinit {
    state.withLock { state in
      // A process that is just being started still holds the descriptor, and the lock with it.
      flock(state.descriptor, LOCK_UN)
      close(state.descriptor)
    }
  }

  /// Stores a sample; when that fails, what was stored before stays as it was.
  public func append(_ sample: Sample) throws {
    let line = sample.line
    try state.withLock { state in
      var count = write(state.descriptor, line, line.count)
      while count < 0 && errno == EINTR { count = write(state.descriptor, line, line.count) }
      guard count == line.count else {
        // A full disk takes the beginning of a line.
        let code = count < 0 ? errno : ENOSPC
        ftruncate(state.descriptor, off_t(state.length))
        throw failure(code)
      }
      state.length += count
    }
  }

  /// Forgets all samples.
  public func clear() throws(OutputFolder.WriteError) {
    let code = state.withLock { state in
      guard ftruncate(state.descriptor, 0) == 0 else { return errno }
      state.length = 0
      return 0
    }
    guard code == 0 else { throw failure(code) }
  }

  /// Makes sure that what is stored survives a power failure.
  public func synchronize() throws(OutputFolder.WriteError) {
    let code = state.withLock { fsync($0.descriptor) == 0 ? 0 : errno }
    guard code == 0 || code == EINVAL else { throw failure(code) }
  }

  /// Does something while nothing is being stored.
  public func whileIdle<Result>(_ body: () throws -> Result) rethrows -> Result {
    try state.withLock { _ in try body() }
  }

  private func failure(_ code: Int32) -> OutputFolder.WriteError {
    OutputFolder.WriteError(path: path, reason: String(cString: strerror(code)), option: option)
  }
}
