import Foundation

/// What the operating system has counted so far that disturbs a measurement.
public struct SystemCounters: Equatable, Sendable {
  /// Hundredths of a second of the cores' time that the hypervisor gave to others.
  public var stealTicks: UInt64?
  /// Microseconds that some task waited for a core.
  public var pressureMicroseconds: UInt64?
  /// Of all threads of this process.
  public var involuntarySwitches: Int?
  /// Seconds that the kernel has worked for this process.
  public var systemSeconds: Double?
  /// Pages that this process asked for and the kernel had to find, clear or read.
  public var pageFaults: Int?

  /// Reads them; of cores, only the steal time of these.
  ///
  /// - Parameter isAfter: Whether a block has just ended, so that the process's own come first, or else
  ///   last: reading the others takes system time.
  public static func now(cores: [Int], isAfter: Bool = false) -> SystemCounters {
    let first = isAfter ? usage : nil
    var counters = SystemCounters(
      stealTicks: (try? String(contentsOfFile: "/proc/stat", encoding: .utf8))
        .flatMap { stealTicks(in: $0, cores: Set(cores)) },
      pressureMicroseconds: (try? String(contentsOfFile: "/proc/pressure/cpu", encoding: .utf8))
        .flatMap(pressureMicroseconds(in:)))
    if let usage = first ?? usage {
      counters.involuntarySwitches = usage.ru_nivcsw
      counters.systemSeconds =
        Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
      counters.pageFaults = usage.ru_minflt + usage.ru_majflt
    }
    return counters
  }

  /// The sum over cores of the eighth number after `cpu3`: Linux, filesystems/proc.rst.
  static func stealTicks(in text: String, cores: Set<Int>) -> UInt64? {
    var sum: UInt64?
    for line in text.split(separator: "\n") where line.hasPrefix("cpu") {
      let words = line.split(separator: " ")
      guard let core = Int(words[0].dropFirst(3)), cores.contains(core), words.count > 8,
        let ticks = UInt64(words[8])
      else { continue }
      sum = (sum ?? 0) &+ ticks
    }
    return sum
  }

  /// What follows `total=` in the line `some`: Linux, accounting/psi.rst.
  static func pressureMicroseconds(in text: String) -> UInt64? {
    let line = text.split(separator: "\n").first { $0.hasPrefix("some ") }
    let word = line?.split(separator: " ").first { $0.hasPrefix("total=") }
    return word.flatMap { UInt64($0.dropFirst(6)) }
  }

  private static var usage: rusage? {
    var usage = rusage()
    return getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 ? usage : nil
  }

  /// Hundredths of a second: what Linux counts in, whatever the kernel's own clock (USER_HZ).
  private static let secondsPerTick = 0.01

  /// What was counted during a block.
  struct Change {
    var stealShare: Double?
    var pressureShare: Double?
    var switches: Int?
    var systemSeconds: Double?
    var pageFaults: Int?
  }

  /// The change since an earlier reading, over a block of so many seconds.
  func since(_ earlier: SystemCounters, seconds: Double, cores: Int) -> Change {
    func difference(_ path: KeyPath<SystemCounters, UInt64?>) -> Double? {
      guard let now = self[keyPath: path], let before = earlier[keyPath: path] else { return nil }
      return now >= before ? Double(now - before) : 0
    }
    func count<Count: SignedNumeric & Comparable>(
      _ path: KeyPath<SystemCounters, Count?>
    ) -> Count? {
      guard let now = self[keyPath: path], let before = earlier[keyPath: path] else { return nil }
      return max(0, now - before)
    }
    let time = max(seconds, 1e-9)
    return Change(
      stealShare: difference(\.stealTicks).map {
        $0 * Self.secondsPerTick / (time * Double(max(1, cores)))
      },
      pressureShare: difference(\.pressureMicroseconds).map { $0 / 1e6 / time },
      switches: count(\.involuntarySwitches), systemSeconds: count(\.systemSeconds),
      pageFaults: count(\.pageFaults))
  }
}
