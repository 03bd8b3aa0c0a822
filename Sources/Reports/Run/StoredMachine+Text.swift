import CommandLineKit
import Measurement
import Text

extension StoredMachine {
  /// Such as `2`, or `1 of 2, since CPU affinity allows no more`.
  var processorsText: String {
    guard let usableCores, let coresReason else { return "\(cores)" }
    return "\(usableCores) of \(cores), since \(coresReason)"
  }

  /// Such as `2 cores`, or `1 of 2 cores`.
  var coresText: String {
    let usable = usableCores ?? cores
    return (usable < cores ? "\(usable) of " : "") + Plural.text(cores, "core")
  }

  /// The machine's, and what a control group allows of it.
  var memoryText: String {
    let all = NumberFormat.bytes(memoryBytes)
    return memoryLimitBytes.map { "\(NumberFormat.bytes($0)) of \(all), the control group's limit" }
      ?? all
  }

  /// How many of the processors so many threads use, and why not all, as a sentence.
  func usage(ofThreads threads: Int) -> String {
    let used = "\(threads) of \(cores) processors \(Plural.word(threads, "is", "are")) used"
    if threads >= cores {
      return cores == 1 ? "The one processor is used." : "All \(cores) processors are used."
    }
    // One may still have asked for fewer than there were to use.
    if let coresReason, threads == usableCores { return "Only \(used): \(coresReason)." }
    return "Only \(used), as was asked for."
  }
}
