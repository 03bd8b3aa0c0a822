import Foundation
import Synchronization

/// Something that has to be undone, also when a signal ends the program first.
struct Cleanup: Sendable {
  typealias Action = @Sendable () -> Void

  private struct Waiting {
    var next = 0
    var actions: [(token: Int, action: Action)] = []
  }

  private static let waiting = Mutex(Waiting())

  private let token: Int

  /// Does something and says how it is undone, which registers and undoes nothing else; no signal ends
  /// the program between.
  init(doing body: () throws -> Action) rethrows {
    Interruption.prepare()
    token = try Self.waiting.withLock { waiting in
      let action = try body()
      waiting.next += 1
      waiting.actions.append((waiting.next, action))
      return waiting.next
    }
  }

  /// Undoes it, unless that has been done.
  func run() {
    // While the lock is held the program isn't ended, so that nothing stays half undone.
    Self.waiting.withLock { waiting in
      guard let index = waiting.actions.firstIndex(where: { $0.token == token }) else { return }
      waiting.actions.remove(at: index).action()
    }
  }

  /// Undoes everything, the latest first, and ends the program before anything is begun anew.
  static func runAll(thenExit status: Int32) {
    waiting.withLock { waiting in
      while let last = waiting.actions.popLast() { last.action() }
      _exit(status)
    }
  }
}
