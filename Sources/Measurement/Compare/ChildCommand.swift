import CProcess
import Foundation
import Synchronization

/// A program run to its end in a process group of its own, without a shell between.
public struct ChildCommand: Sendable {
  /// The program, found by the search path unless it has a slash, and its arguments.
  public var words: [String]
  /// Where it runs; this process's folder when `nil`.
  public var folder: String?
  /// Variables set in addition to this process's.
  public var environment: [String: String]
  /// Whether it tidies up, and so runs even when everything has been called off.
  public var isCleanup = false

  public init(_ words: [String], in folder: String? = nil, environment: [String: String] = [:]) {
    self.words = words
    self.folder = folder
    self.environment = environment
  }

  /// How a run ended.
  public enum Ending: Equatable, Sendable {
    case exited(Int32)
    /// By a signal that wasn't ours.
    case signalled(Int32)
    /// Killed, since the time was over.
    case timedOut
    /// Killed, since somebody called ``interruptAll()``.
    case interrupted
    /// It never ran.
    case notStarted(reason: String)
  }

  public struct Result: Sendable {
    public var ending: Ending
    /// Standard output; what exceeds ``ChildCommand/mostOutputBytes`` is missing.
    public var output: [UInt8]
    /// The end of standard error.
    public var errors: [UInt8]

    public var isSuccess: Bool { ending == .exited(0) }

    /// The last lines of standard error, or of standard output when that has none.
    public func lastLines(_ count: Int) -> [String] {
      let errors = Self.lines(errors)
      return (errors.isEmpty ? Self.lines(output) : errors).suffix(count)
    }

    /// The last lines of standard output and those of standard error after them.
    public func lastLinesOfBoth(_ count: Int) -> [String] {
      (Self.lines(output).suffix(count) + Self.lines(errors)).suffix(count)
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
      String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }
  }

  public static let mostOutputBytes = 64 << 20
  private static let keptErrorBytes = 64 << 10

  /// Process groups that are running, and whether everything has been called off.
  private static let running = Mutex<(groups: Set<pid_t>, isInterrupted: Bool)>(([], false))

  /// Kills what is running and lets nothing be started any more; may be called on any thread.
  public static func interruptAll() {
    running.withLock { state in
      state.isInterrupted = true
      for group in state.groups { kill(-group, SIGKILL) }
    }
  }

  /// Whether ``interruptAll()`` has been called.
  public static var isInterrupted: Bool { running.withLock { $0.isInterrupted } }

  /// Runs it and waits; after `timeout` seconds it is killed with all that it started.
  public func run(timeout: Double) -> Result {
    var result = Result(ending: .exited(0), output: [], errors: [])
    let started: (child: pid_t, output: Int32, errors: Int32)
    do throws(StartFailure) {
      started = try Self.running.withLock { state throws(StartFailure) in
        if state.isInterrupted && !isCleanup { throw StartFailure(code: EINTR) }
        let started = try start()
        if !isCleanup { state.groups.insert(started.child) }
        return started
      }
    } catch {
      result.ending =
        error.code == EINTR ? .interrupted : .notStarted(reason: error.reason)
      return result
    }
    let child = started.child
    defer {
      close(started.output)
      close(started.errors)
    }
    let hasEnded = read(
      started.output, started.errors, of: child, into: &result, until: Self.now + timeout)
    let isInterrupted = Self.running.withLock { state in
      state.groups.remove(child)
      return state.isInterrupted
    }
    // Also what it left behind, which would disturb whatever is run next. The group is still its
    // own, since nobody has waited for it yet.
    kill(-child, SIGKILL)
    let status = Self.wait(for: child)
    result.ending =
      isInterrupted && !isCleanup ? .interrupted : hasEnded ? Self.ending(status) : .timedOut
    return result
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  private struct StartFailure: Error {
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  private func start() throws(StartFailure) -> (child: pid_t, output: Int32, errors: Int32) {
    guard let program = words.first, !program.isEmpty else { throw StartFailure(code: ENOENT) }
    var (child, output, errors): (pid_t, Int32, Int32) = (0, -1, -1)
    let code = Self.withCStrings(words) { words in
      Self.withCStrings(variables) { variables in
        cc_process_start(words, variables, folder, &child, &output, &errors)
      }
    }
    guard code == 0 else { throw StartFailure(code: code) }
    return (child, output, errors)
  }

  private var variables: [String] {
    ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  /// Reads both outputs until the program has ended; `false` when the deadline came first.
  ///
  /// The end of the pipes doesn't do: something that the program started may hold them open.
  private func read(
    _ output: Int32, _ errors: Int32, of child: pid_t, into result: inout Result,
    until deadline: Double
  ) -> Bool {
    var polled = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var pause: Int32 = 1
    while true {
      let hasEnded = Self.hasEnded(child)
      if poll(&polled, nfds_t(polled.count), hasEnded ? 0 : pause) > 0 {
        if polled[0].revents != 0, !Self.take(output, &result.output) { polled[0].fd = -1 }
        if polled[1].revents != 0, !Self.take(errors, &result.errors) { polled[1].fd = -1 }
        if result.errors.count > 2 * Self.keptErrorBytes {
          result.errors.removeFirst(result.errors.count - Self.keptErrorBytes)
        }
      }
      if hasEnded {
        while Self.take(output, &result.output) {}
        while Self.take(errors, &result.errors) {}
        return true
      }
      if Self.now > deadline { return false }
      // Awake ten times a second at most: what is being timed needs the processor.
      pause = min(pause * 2, 100)
    }
  }

  /// Appends what is there; `false` when nothing is, now or ever.
  private static func take(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = Foundation.read(descriptor, &buffer, buffer.count)
    if count < 0 && errno == EINTR { return true }
    guard count > 0 else { return false }
    if bytes.count < mostOutputBytes { bytes += buffer[..<count] }
    return true
  }

  /// Whether a child has ended; it is left to be waited for.
  private static func hasEnded(_ child: pid_t) -> Bool {
    var information = siginfo_t()
    let code = waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT)
    return code == 0 && information.si_signo == SIGCHLD
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
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
