import Foundation

/// A program that prints lines, started without a shell, in a process group of its own.
///
/// A group of its own keeps the terminal's Ctrl-C from it: who started it decides when it ends.
public final class LineProcess {
  /// What comes next from it.
  public enum Event: Equatable, Sendable {
    /// A line without its end.
    case line([UInt8])
    /// It ended, with this status.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)
    case timedOut
  }

  /// A longer line than this is cut into several, none of which makes sense.
  private static let longestLine = 1 << 24

  private let process: StartedProcess
  private var bytes: [UInt8] = []
  private var ending: Event?

  /// Starts it; what it writes on standard error goes where ours does.
  public init(_ program: String, _ arguments: [String]) throws(StartFailure) {
    process = try StartedProcess(
      [program] + arguments, environment: ProgramEnvironment.inherited, in: nil,
      keeps: false, capturesErrors: false)
  }

  deinit {
    end()
    process.closePipes()
  }

  /// Waits for the next line or the end; `deadline` is by ``SteadyClock/now``.
  public func next(until deadline: Double) -> Event {
    while true {
      if let line = takeLine() { return .line(line) }
      if let ending { return ending }
      let left = deadline - SteadyClock.now
      guard left > 0 else { return .timedOut }
      var polled = pollfd(fd: process.output, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32(min(left * 1000, 1e6)) + 1) > 0 else { continue }
      guard StartedProcess.take(process.output, &bytes) == .end else { continue }
      // It may go on for long after it has closed its output.
      while !process.hasEnded {
        guard SteadyClock.now < deadline else { return .timedOut }
        usleep(1000)
      }
      wait()
    }
  }

  /// Kills it with all that it started.
  public func end() {
    guard ending == nil else { return }
    process.kill()
    wait()
  }

  private func takeLine() -> [UInt8]? {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      guard bytes.count > Self.longestLine else { return nil }
      defer { bytes = [] }
      return bytes
    }
    defer { bytes.removeSubrange(...end) }
    return Array(bytes[..<end])
  }

  private func wait() {
    ending =
      switch process.wait() {
      case .exited(let status): .exited(status)
      case .signalled(let signal): .signalled(signal)
      }
  }
}
