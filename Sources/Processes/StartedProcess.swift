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

  let identifier: pid_t
  /// What `kill` takes to end it: its group with all that it started, if that is its own.
  let target: pid_t
  /// The ends that its standard output and error are read from, without waiting; `errors` is `nil`
  /// where they go where ours do.
  let output: Int32
  let errors: Int32?

  /// Starts it.
  ///
  /// - Parameters:
  ///   - words: The program, found by the search path unless it has a slash, and its arguments.
  ///   - folder: Where it runs; this process's folder when `nil`.
  ///   - sharesGroup: Whether it is in this process's group and not in one of its own.
  ///   - capturesErrors: Whether standard error is read; else it goes where ours does.
  init(
    _ words: [String], environment: [String: String], in folder: String?, sharesGroup: Bool = false,
    capturesErrors: Bool
  ) throws(StartFailure) {
    let program = words.first ?? ""
    guard !program.isEmpty else { throw StartFailure(program: program, code: ENOENT) }
    let variables = environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    var (child, output, errors): (pid_t, Int32, Int32) = (0, -1, -1)
    let code = Self.withCStrings(words) { words in
      Self.withCStrings(variables) { variables in
        capturesErrors
          ? cc_process_start(words, variables, folder, sharesGroup, &child, &output, &errors)
          : cc_process_start(words, variables, folder, sharesGroup, &child, &output, nil)
      }
    }
    guard code == 0 else { throw StartFailure(program: program, code: code) }
    identifier = child
    target = sharesGroup ? child : -child
    self.output = output
    self.errors = capturesErrors ? errors : nil
  }

  /// Whether it has ended; it is left to be waited for.
  var hasEnded: Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
    return code == 0 && information.si_signo == SIGCHLD
  }

  /// Kills it, with all that it started where its group is its own, for as long as it hasn't been
  /// waited for.
  func kill() { Foundation.kill(target, SIGKILL) }

  func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return .exited(-1) }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  func closePipes() {
    close(output)
    if let errors { close(errors) }
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
