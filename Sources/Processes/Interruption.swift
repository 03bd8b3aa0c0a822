import CProcess
import Foundation
import Synchronization

/// What SIGHUP, SIGINT, SIGQUIT and SIGTERM lead to: the program ends, and nothing of it is left.
///
/// What it runs is killed, what is registered as ``Cleanup`` is undone, and the status is 128 and the
/// signal's number, unless an ``Interrupt`` has something else done. A second signal always ends it.
public enum Interruption {
  typealias Action = @Sendable (_ signal: Int32) -> Void

  private struct State {
    var isWatched = false
    var isEnding = false
    var action: (token: Int, take: Action)?
    var nextToken = 0
  }

  private static let state = Mutex(State())

  /// Has signals end the program without a core or a trace, even before there is anything to undo.
  ///
  /// The first thing that a program does: what runs before the handler does dies by the signal.
  public static func catchSignals() { cc_signals_catch() }

  /// Makes sure that a signal undoes what is about to be done.
  static func prepare() {
    state.withLock { state in
      guard !state.isWatched else { return }
      state.isWatched = true
      let signals = cc_signals_divert()
      guard signals >= 0 else { return }
      Thread.detachNewThread { watch(signals) }
    }
  }

  private static func watch(_ signals: Int32) {
    while true {
      var number: UInt8 = 0
      guard read(signals, &number, 1) == 1 else {
        if errno == EINTR { continue }
        return
      }
      let action = state.withLock { state in
        defer { state.action = nil }
        return state.action?.take
      }
      guard let action else { end(by: Int32(number)) }
      action(Int32(number))
    }
  }

  /// Ends the program as a signal does that nobody waits for.
  public static func end(by signal: Int32) -> Never {
    state.withLock { $0.isEnding = true }
    ChildCommand.endAll()
    Cleanup.runAll(thenExit: 128 + signal)
    _exit(128 + signal)
  }

  /// Doesn't return while the program is being ended: nobody is to see what it runs fail by that.
  static func waitForEnd() {
    while state.withLock({ $0.isEnding }) { sleep(1) }
  }

  fileprivate static func set(_ action: @escaping Action) -> Int {
    prepare()
    return state.withLock { state in
      state.nextToken += 1
      state.action = (state.nextToken, action)
      return state.nextToken
    }
  }

  fileprivate static func unset(_ token: Int) {
    state.withLock { if $0.action?.token == token { $0.action = nil } }
  }
}

/// Does something in place of ending the program, once, when a signal asks for that.
public struct Interrupt: Sendable {
  private let token: Int

  /// - Parameter action: Called on a thread of its own.
  public init(_ action: @escaping @Sendable (_ signal: Int32) -> Void) {
    token = Interruption.set(action)
  }

  /// Has the signals end the program again.
  public func stop() { Interruption.unset(token) }
}
