import Text

extension Sentinels {
  /// From where on a block counts as disturbed.
  public enum Limit {
    /// Of the cores' time.
    ///
    /// The system counts it in hundredths of a second, so that in a block of
    /// 40 ms a single one is beyond it: a quarter of such a block may have been lost.
    public static let stealShare = 0.01
    /// Of the time that somebody waited for a core, where a thread of ours was also taken off one:
    /// waiting elsewhere on a large machine does no harm.
    public static let pressureShare = 0.05
    /// Times a second and thread that one of ours is taken off its core, from three in all on.
    ///
    /// A quiet system does it a few times a second, for microseconds.
    public static let switchesPerSecond = 50.0
    public static let fewestSwitches = 3
    /// Of the cores' time, threads times seconds, in the kernel.
    ///
    /// A pass finds its memory there and asks the system for next to nothing. The system counts whole
    /// ticks, of which in a block of 40 ms a single one may be beyond it, as with steal.
    public static let systemShare = 0.05
    /// No block of 40 ms has so little at that share; in shorter ones the clock's own reading is as much.
    public static let leastSystemSeconds = 0.001
    /// Between the calibrations before and after.
    ///
    /// A long block averages over what its ends see only
    /// at one moment, so there it takes more.
    public static let drift = 0.03
    public static let driftOfLongBlock = 0.10
    public static let longBlockSeconds = 2.0
    /// The faster of the two calibrations for the fastest of the process: beyond it the machine as
    /// a whole is slower than it was.
    public static let slowdown = 1.10
  }

  /// What disturbed a block of that many seconds on that many threads; `nil` for nothing.
  public func disturbance(blockSeconds: Double, threads: Int) -> String? {
    if let stealShare, stealShare > Limit.stealShare {
      return "steal: the hypervisor took \(Self.percent(stealShare)) of the cores' time"
    }
    if let systemSeconds, systemSeconds >= Limit.leastSystemSeconds {
      let share = systemSeconds / (blockSeconds * Double(threads))
      if share > Limit.systemShare {
        return "system: the kernel took \(Self.percent(share)) of the cores' time"
      }
    }
    if let pressureShare, pressureShare > Limit.pressureShare, involuntarySwitches ?? 1 > 0 {
      return "pressure: somebody waited for a core \(Self.percent(pressureShare)) of the time"
    }
    if let switches = involuntarySwitches, switches >= Limit.fewestSwitches,
      Double(switches) > Limit.switchesPerSecond * blockSeconds * Double(threads)
    {
      return "switches: threads were taken off their cores \(Plural.text(switches, "time"))"
    }
    let (faster, slower) = (
      min(calibrationBeforeSeconds, calibrationAfterSeconds),
      max(calibrationBeforeSeconds, calibrationAfterSeconds)
    )
    let drift = slower / faster - 1
    let most =
      blockSeconds > Limit.longBlockSeconds ? Limit.driftOfLongBlock : Limit.drift
    if drift > most {
      return "drift: the calibrations before and after differ by \(Self.percent(drift))"
    }
    if faster > Limit.slowdown * calibrationFastestSeconds {
      let excess = faster / calibrationFastestSeconds - 1
      return "slow: the calibrations took \(Self.percent(excess)) more than this round's fastest"
    }
    return nil
  }

  private static func percent(_ share: Double) -> String {
    "\((min(share, 1e6) * 1000).rounded() / 10) %"
  }
}
