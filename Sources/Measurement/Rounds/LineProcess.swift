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

  /// Why a program could not be started.
  public struct StartFailure: Error, CustomStringConvertible {
    public let program: String
    public let reason: String
    public var description: String { "can't start \(program): \(reason)" }
  }

  /// A longer line than this is cut into several, none of which makes sense.
  private static let longestLine = 1 << 24

  public let identifier: pid_t
  private let output: Int32
  private var bytes: [UInt8] = []
  private var ending: Event?

  /// Starts it; what it writes on standard error goes where ours does.
  public init(_ program: String, _ arguments: [String]) throws(StartFailure) {
    func failure(_ code: Int32) -> StartFailure {
      StartFailure(program: program, reason: String(cString: strerror(code)))
    }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure(errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    // A process inherits the signals that its parent ignores, to wait for them in its own way.
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, &attributes, &words, environ)
    for word in words { free(word) }
    posix_spawnattr_destroy(&attributes)
    posix_spawn_file_actions_destroy(&actions)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw failure(code)
    }
    identifier = child
    output = ends[0]
  }

  deinit {
    end()
    close(output)
  }

  /// Waits for the next line or the end; `deadline` is by ``now``.
  public func next(until deadline: Double) -> Event {
    while true {
      if let line = takeLine() { return .line(line) }
      if let ending { return ending }
      let left = deadline - Self.now
      guard left > 0 else { return .timedOut }
      var polled = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32(min(left * 1000, 1e6)) + 1) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      let count = read(output, &buffer, buffer.count)
      if count > 0 {
        bytes += buffer[..<count]
      } else if count == 0 || errno != EINTR {
        wait()
      }
    }
  }

  /// Kills it with all that it started.
  public func end() {
    guard ending == nil else { return }
    kill(-identifier, SIGKILL)
    kill(identifier, SIGKILL)
    wait()
  }

  /// Seconds on a clock that only goes forward.
  public static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
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
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else {
        ending = .exited(-1)
        return
      }
    }
    let signal = status & 0x7F
    ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}
