#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard error, written to at once; nothing is lost but a message when it can't be.
public struct StandardError: TextOutputStream, Sendable {
  public init() {}

  public mutating func write(_ string: String) {
    _ = FileDescriptor(number: STDERR_FILENO).write(string)
  }
}
