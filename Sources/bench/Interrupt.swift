import Dispatch
import Foundation

/// Does something when the user interrupts (Ctrl-C) or the system asks the program to end.
struct Interrupt {
  private let sources: [any DispatchSourceSignal]

  init(_ action: @escaping @Sendable (_ signal: Int32) -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      // A source only sees signals whose default action is off.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { action(number) }
      source.resume()
      return source
    }
  }

  /// Gives the signals their default actions back.
  func stop() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}
