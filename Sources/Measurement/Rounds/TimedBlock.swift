/// What is between two readings of the clock: passes, and nothing else.
public enum TimedBlock {
  /// A block lasts this long at least, so that neither the clock nor a moment's noise matters.
  public static let shortest = 0.04
  /// Passes of a block at most.
  private static let mostPasses = 100_000

  /// How many passes a block is made of, given the seconds of one.
  public static func passes(lasting seconds: Double) -> Int {
    guard seconds > 0 else { return mostPasses }
    return max(1, Int(min((shortest / seconds).rounded(.up), Double(mostPasses))))
  }

  /// Seconds of all passes together.
  ///
  /// - Parameter synchronize: Waits until what passes have asked for is done, before the clock is read.
  public static func seconds(
    passes: Int, then synchronize: () -> Void = {}, _ pass: () throws -> Void
  ) rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for _ in 0..<passes { try pass() }
    synchronize()
    return start.duration(to: clock.now) / .seconds(1)
  }
}
