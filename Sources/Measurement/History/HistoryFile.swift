import Files
import Foundation

/// The file that a project's history is kept in; lines are only ever appended.
public struct HistoryFile: Sendable {
  /// Why the file can't be read, as a sentence.
  public struct Failure: Error, Equatable, CustomStringConvertible {
    public let description: String
  }

  public static let defaultPath = "Results/history.jsonl"
  private static let pieceSize = 1 << 20

  public let path: String
  private let option: String

  /// - Parameter option: The option that chooses another file, to name in an error.
  public init(path: String, option: String) {
    self.path = path
    self.option = option
  }

  /// Reads every line that can be read.
  ///
  /// O(n); for 10⁶ lines about a second.
  ///
  /// - Throws: A sentence when there is no such file, or it can't be read.
  public func read() throws(Failure) -> History {
    let descriptor: Int32
    do throws(PlainFile.Failure) {
      descriptor = try PlainFile.open(path)
    } catch .missing {
      throw Failure(
        description: "there is no history at \(path); `bench history add RUN` begins one")
    } catch {
      throw Failure(
        description: "\(path) can't be read: \(error); choose another file with \(option)")
    }
    defer { close(descriptor) }
    var reader = HistoryReader()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = Foundation.read(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw Failure(description: "\(path) can't be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { return try whole(reader.finish()) }
      UnsafeRawBufferPointer(rebasing: piece[..<count]).withMemoryRebound(to: UInt8.self) {
        reader.take($0)
      }
    }
  }

  /// A history of which something can be read, or that has no line yet.
  private func whole(_ history: History) throws(Failure) -> History {
    guard history.lineCount > 0, history.otherVersionCount == history.lineCount,
      let first = history.skipped.first
    else { return history }
    throw Failure(
      description: "\(path), line \(first.number): \(first.reason); use the program that wrote it")
  }

  /// Appends lines, each with one write, so that several programs may append at once.
  ///
  /// The file and its folder are made where they aren't there. After a line that was torn, by a full
  /// disk or a power cut, a new one is begun first.
  ///
  /// - Parameter lines: Without line ends.
  public func append(_ lines: [String]) throws(OutputFolder.WriteError) {
    _ = try OutputFolder(path: OutputFolder.parent(of: path), option: option)
    // Not blocking, since a pipe without a reader would wait for one.
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard PlainFile.isPlain(descriptor) else { throw failure("it is no plain file") }
    for (index, line) in lines.enumerated() {
      let start = endsInLine(descriptor) ? "" : "\n"
      let bytes = Array((start + line + "\n").utf8)
      var count = write(descriptor, bytes, bytes.count)
      while count < 0 && errno == EINTR { count = write(descriptor, bytes, bytes.count) }
      guard count == bytes.count else {
        let reason = count < 0 ? String(cString: strerror(errno)) : "the disk is full"
        throw failure(
          "\(reason); \(index) of \(lines.count) lines are there, and adding them again is safe")
      }
    }
    guard fsync(descriptor) == 0 else { throw failure(String(cString: strerror(errno))) }
  }

  private func endsInLine(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    guard end > 0 else { return true }
    var last: UInt8 = 0
    return pread(descriptor, &last, 1, end - 1) == 1 && last == UInt8(ascii: "\n")
  }

  private func failure(_ reason: String) -> OutputFolder.WriteError {
    OutputFolder.WriteError(path: path, reason: reason, option: option)
  }
}
