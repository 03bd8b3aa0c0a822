import CGnuplot
import Glibc

/// A program run to its end, without a shell between.
struct ChildProcess {
  /// The exit status; 128 plus the signal's number if a signal ended it.
  var status: Int32
  /// The first 64 KiB of what it wrote, standard output and standard error together.
  var output: String
  var timedOut: Bool

  /// Why a program could not be started.
  struct StartFailure: Error {
    /// An `errno`.
    var code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  /// Runs `executable`, found by the search path, in `folder`, and waits; kills it after `timeout`.
  static func run(
    _ executable: String, _ arguments: [String], in folder: String, timeoutSeconds: Double
  ) throws(StartFailure) -> ChildProcess {
    var child: pid_t = 0
    var output: Int32 = -1
    let code = withCStrings([executable] + arguments) { arguments in
      withCStrings(environment) {
        cc_gnuplot_spawn(executable, arguments, $0, folder, &child, &output)
      }
    }
    guard code == 0 else { throw StartFailure(code: code) }
    defer { close(output) }
    let (text, timedOut) = read(from: output, until: now + timeoutSeconds)
    if timedOut { kill(child, SIGKILL) }
    return ChildProcess(status: wait(for: child), output: text, timedOut: timedOut)
  }

  /// Only what finding programs and fonts needs, so that a picture doesn't depend on the rest.
  private static var environment: [String] {
    let names = [
      "PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH",
      "LD_LIBRARY_PATH",
    ]
    return ["LC_ALL=C.UTF-8"]
      + names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
  }

  /// What comes out of `descriptor` until its end, and whether the deadline came first.
  private static func read(from descriptor: Int32, until deadline: Double) -> (String, Bool) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let left = deadline - now
      guard left > 0 else { return (String(decoding: bytes, as: UTF8.self), true) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(min(left * 1000, 1e9)) + 1) > 0 else { continue }
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 || (count < 0 && errno != EINTR) {
        return (String(decoding: bytes, as: UTF8.self), false)
      }
      if count > 0, bytes.count < 65_536 { bytes += buffer[..<count] }
    }
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Calls `body` with a C array of the strings that ends in a null pointer.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}
