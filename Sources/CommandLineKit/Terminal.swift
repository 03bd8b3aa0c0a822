#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What can be known about where output goes.
public enum Terminal {
  /// Returns to the start of the line and empties it.
  ///
  /// A constant, so that a signal handler can write it too.
  public static let clearLine = "\r\u{1B}[2K"

  /// Whether a file descriptor is a terminal: 1 for standard output, 2 for standard error.
  public static func isTerminal(_ fileDescriptor: Int32) -> Bool {
    isatty(fileDescriptor) == 1
  }

  /// Whether a line there can be drawn over: on a terminal that isn't `dumb`.
  public static func canRedraw(_ fileDescriptor: Int32) -> Bool {
    isTerminal(fileDescriptor) && variable("TERM") != "dumb"
  }

  /// The terminal's columns; else what `COLUMNS` says; else 80.
  public static func width(_ fileDescriptor: Int32) -> Int {
    var size = winsize()
    if ioctl(fileDescriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    guard let columns = variable("COLUMNS").flatMap({ Int($0) }), columns > 0 else { return 80 }
    return min(columns, 1000)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
