import CProcess
import Foundation

/// Why a program could not be started.
public struct StartFailure: Error, Equatable, CustomStringConvertible {
  public let program: String
  /// An `errno`.
  public let code: Int32

  public var reason: String { String(cString: strerror(code)) }
  public var description: String { "can't start \(program): \(reason)" }
}

/// A program that was started without a shell.
struct StartedProcess {
  /// How it ended by itself, or by a signal.
  enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)
  }

  private let process: cc_process

  /// Starts it.
  ///
  /// - Parameters:
  ///   - words: The program, found by the search path unless it has a slash, and its arguments.
  ///   - folder: Where it runs; this process's folder when `nil`.
  ///   - keeps: Whether a process stands between that ends it, with all that came of it, when this
  ///     one ends; else it is on its own.
  ///   - capturesErrors: Whether standard error is read; else it goes where ours does.
  init(
    _ words: [String], environment: [String: String], in folder: String?, keeps: Bool,
    capturesErrors: Bool
  ) throws(StartFailure) {
    let program = words.first ?? ""
    guard !program.isEmpty else { throw StartFailure(program: program, code: ENOENT) }
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var process = cc_process()
    let code = Self.withCStrings(words) { words in
      Self.withCStrings(variables) { variables in
        cc_process_start(words, variables, folder, keeps, capturesErrors, &process)
      }
    }
    guard code == 0 else { throw StartFailure(program: program, code: code) }
    self.process = process
  }

  /// The ends that its standard output and error are read from, without waiting; `errors` is -1 where
  /// they go where ours do.
  var output: Int32 { process.output }
  var errors: Int32 { process.errors }

  /// What tells it apart from others for as long as it hasn't been waited for.
  var identifier: pid_t { process.identifier }

  /// Whether it has ended, with all that came of it where it is kept; it is left to be waited for.
  var hasEnded: Bool { Self.hasEnded(identifier) }

  /// Whether a process of ours has ended, or has been waited for.
  static func hasEnded(_ identifier: pid_t) -> Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return code == 0 ? information.si_signo == SIGCHLD : errno == ECHILD
  }

  /// Has it killed, with all that it started, for as long as it hasn't been waited for.
  func kill() {
    if process.life < 0 { Foundation.kill(-identifier, SIGKILL) } else { Self.endKept(identifier) }
  }

  /// Has a kept program killed with all that came of it; its keeper ends when that is done.
  static func endKept(_ identifier: pid_t) { Foundation.kill(identifier, SIGTERM) }

  /// Waits until it has ended, and leaves it to be waited for.
  func waitForEnd() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
  }

  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return .exited(-1) }
    }
    if process.status >= 0 {
      var kept: Int32 = 0
      if read(process.status, &kept, MemoryLayout.size(ofValue: kept)) > 0 {
        status = kept
      } else {
        // Somebody has killed its keeper.
        Foundation.kill(-process.program, SIGKILL)
      }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  func closePipes() {
    for end in [process.output, process.errors, process.life, process.status] where end >= 0 {
      close(end)
    }
  }

  /// What reading found.
  enum Taken {
    case bytes
    /// Nothing yet.
    case nothing
    case end
  }

  /// Appends what is there to read.
  static func take(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Taken {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
        return .bytes
      }
      if count == 0 { return .end }
      if errno == EAGAIN { return .nothing }
      if errno != EINTR { return .end }
    }
  }

  /// Calls `body` with a C array of the strings that ends in a null pointer.
  private static func withCStrings<Value>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
  }
}

/// A clock that only goes forward.
public enum SteadyClock {
  /// Seconds since some moment.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
