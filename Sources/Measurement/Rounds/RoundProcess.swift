import Processes

/// A process that measures a round and prints its samples.
public protocol RoundProcess {
  /// Waits for the next line or the end; the deadline is in seconds from now.
  func next(within seconds: Double) -> LineProcess.Event
  /// Ends it, whatever it is doing.
  func end()
}

extension LineProcess: RoundProcess {
  public func next(within seconds: Double) -> Event { next(until: SteadyClock.now + seconds) }
}
