#if canImport(Glibc)
import Files
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

  /// Says what is good to know about the results, a line each.
  public static func note(_ sentences: [String]) { say(sentences, after: "note: ") }

  /// Says what may be wrong with the results, a line each.
  public static func warn(_ sentences: [String]) { say(sentences, after: "Warning: ") }

  private static func say(_ sentences: [String], after prefix: String) {
    var standardError = StandardError()
    for sentence in sentences { standardError.write(prefix + sentence.oneLine + "\n") }
  }
}
