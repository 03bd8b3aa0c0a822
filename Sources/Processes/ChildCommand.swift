import Foundation
import Synchronization

/// A program run to its end, without a shell between, and ended with all that came of it.
///
/// That holds however this process ends, also by SIGKILL, and for what has left the program's group or
/// session.
public struct ChildCommand: Sendable {
  /// The program, found by the search path unless it has a slash, and its arguments.
  public var words: [String]
  /// Where it runs; this process's folder when `nil`.
  public var folder: String?
  /// All of its variables.
  public var environment: [String: String]
  /// Whether it tidies up, and so runs even when everything has been called off.
  public var isCleanup = false

  /// - Parameter variables: Set in addition to those that ``ProgramEnvironment/inherited`` has.
  public init(_ words: [String], in folder: String? = nil, adding variables: [String: String] = [:])
  {
    self.init(
      words, in: folder, environment: ProgramEnvironment.inherited.merging(variables) { $1 })
  }

  init(_ words: [String], in folder: String?, environment: [String: String]) {
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
    case notStarted(StartFailure)
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
  /// Seconds for reading what is left after a program's end.
  private static let longestDrain = 1.0
  /// Seconds for what is killed to end.
  private static let longestEnd = 5.0

  /// What is running, and whether everything has been called off.
  private static let running = Mutex<(identifiers: Set<pid_t>, isInterrupted: Bool)>(([], false))

  /// Kills what is running and lets nothing be started any more; may be called on any thread.
  public static func interruptAll() {
    running.withLock { state in
      state.isInterrupted = true
      for identifier in state.identifiers { StartedProcess.endKept(identifier) }
    }
  }

  /// The same, and waits until nothing runs any more, for some seconds at most.
  static func endAll() {
    interruptAll()
    let deadline = SteadyClock.now + longestEnd
    while SteadyClock.now < deadline,
      !running.withLock({ $0.identifiers.allSatisfy(StartedProcess.hasEnded) })
    { usleep(1000) }
  }

  /// Whether ``interruptAll()`` has been called.
  public static var isInterrupted: Bool { running.withLock { $0.isInterrupted } }

  /// Runs it and waits; after `timeout` seconds it is killed with all that it started.
  public func run(timeout: Double) -> Result {
    // A signal that ends this process shall end what it started first.
    Interruption.prepare()
    var result = Result(ending: .interrupted, output: [], errors: [])
    let process: StartedProcess
    do throws(StartFailure) {
      let started = try Self.running.withLock { state throws(StartFailure) -> StartedProcess? in
        if state.isInterrupted && !isCleanup { return nil }
        let started = try StartedProcess(
          words, environment: environment, in: folder, keeps: true, capturesErrors: true)
        if !isCleanup { state.identifiers.insert(started.identifier) }
        return started
      }
      guard let started else {
        Interruption.waitForEnd()
        return result
      }
      process = started
    } catch {
      result.ending = .notStarted(error)
      return result
    }
    defer { process.closePipes() }
    let hasEnded = Self.read(process, into: &result, until: SteadyClock.now + timeout)
    if !hasEnded { process.kill() }
    process.waitForEnd()
    // Its number may be another's as soon as it has been waited for.
    let isInterrupted = Self.running.withLock { state in
      state.identifiers.remove(process.identifier)
      return state.isInterrupted && !isCleanup
    }
    if isInterrupted { Interruption.waitForEnd() }
    let ending: Ending =
      switch process.wait() {
      case .exited(let status): .exited(status)
      case .signalled(let signal): .signalled(signal)
      }
    result.ending = isInterrupted ? .interrupted : hasEnded ? ending : .timedOut
    return result
  }

  /// Reads both outputs until the program has ended; `false` when the deadline came first.
  ///
  /// The end of the pipes doesn't do: something that the program started may hold them open.
  private static func read(
    _ process: StartedProcess, into result: inout Result, until deadline: Double
  ) -> Bool {
    let errors = process.errors
    var polled = [process.output, errors].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var pause: Int32 = 1
    while true {
      let hasEnded = process.hasEnded
      if poll(&polled, nfds_t(polled.count), hasEnded ? 0 : pause) > 0 {
        if polled[0].revents != 0, take(process.output, &result.output) == .end {
          polled[0].fd = -1
          // What closes its output is about to end.
          pause = 1
        }
        if polled[1].revents != 0, take(errors, &result.errors) == .end { polled[1].fd = -1 }
        if result.errors.count > 2 * keptErrorBytes {
          result.errors.removeFirst(result.errors.count - keptErrorBytes)
        }
      }
      if hasEnded {
        let deadline = SteadyClock.now + longestDrain
        while SteadyClock.now < deadline, take(process.output, &result.output) == .bytes {}
        while SteadyClock.now < deadline, take(errors, &result.errors) == .bytes {}
        return true
      }
      if SteadyClock.now > deadline { return false }
      // Awake ten times a second at most: what is being timed needs the processor.
      pause = min(pause * 2, 100)
    }
  }

  /// Appends what is there, as far as there is room.
  private static func take(_ descriptor: Int32, _ bytes: inout [UInt8]) -> StartedProcess.Taken {
    guard bytes.count >= mostOutputBytes else { return StartedProcess.take(descriptor, &bytes) }
    var rest: [UInt8] = []
    return StartedProcess.take(descriptor, &rest)
  }
}
