#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// An open file to write to, without a buffer of its own.
public struct FileDescriptor: Sendable {
  public let number: Int32

  public init(number: Int32) {
    self.number = number
  }

  /// Takes the numbers of those standard files that whoever started this process has closed.
  ///
  /// Else the next file that is opened gets the number, and with it all that is printed. What takes it
  /// can't be used, so that printing fails as before.
  public static func reserveStandardFiles() {
    for number in STDIN_FILENO...STDERR_FILENO where fcntl(number, F_GETFD) < 0 {
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all of the text; returns the system's error number, 0 for none.
  ///
  /// What `print` has buffered goes first, so that lines come out in the order written.
  public func write(_ text: String) -> Int32 {
    fflush(nil)
    var text = text
    return text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// Writes all of the bytes; returns the system's error number, 0 for none.
  public func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes
    while !rest.isEmpty {
      let count = systemWrite(rest)
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  private func systemWrite(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(number, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    Musl.write(number, bytes.baseAddress, bytes.count)
    #else
    Darwin.write(number, bytes.baseAddress, bytes.count)
    #endif
  }

  private func waitUntilWritable() {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    poll(&request, 1, -1)
  }
}
