#if canImport(Glibc)
import Files
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Standard output, written to at once: `print(table.render(), terminator: "", to: &output)`.
///
/// When the reader has gone, as in `flops | head -1`, the process ends quietly. When the output
/// can't be written for another reason, such as a full disk, it ends with a sentence and status 73.
public struct StandardOutput: TextOutputStream, Sendable {
  public init() {}

  public mutating func write(_ string: String) {
    let error = FileDescriptor(number: STDOUT_FILENO).write(string)
    guard error != 0 else { return }
    if error == EPIPE { _exit(ExitStatus.success.rawValue) }
    let reason = strerror(error).map { String(cString: $0) } ?? "error \(error)"
    var standardError = StandardError()
    standardError.write("Error: can't write to standard output: \(reason)\n")
    _exit(ExitStatus.cannotCreate.rawValue)
  }
}
