import ArgumentParser
import CommandLineKit
import Measurement
import Text

/// How many threads.
struct ThreadArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Threads to run on. (default: as many as this process has processors)", valueName: "count"),
    transform: Count.parser(upTo: 1024))
  var threads: Count?

  private static let limits = ResourceLimits.current

  var threadCount: Int { threads?.value ?? Self.limits.processors }

  /// What keeps all of the machine's processors from being used, a sentence each.
  var notes: [String] {
    let limits = Self.limits
    let only = limits.processorReason.map {
      "\(limits.processors) of \(limits.machineProcessors) processors can be used, since \($0)"
    }
    return [only, limits.quotaNote].compactMap(\.self)
  }

  func validate() throws {
    // A team larger than its processors only waits for itself.
    let most = Self.limits.processors
    guard threadCount <= most else {
      let reason = Self.limits.processorReason.map { ": \($0)" } ?? ""
      throw ValidationError(
        "--threads \(threadCount) is more than the "
          + "\(Plural.text(most, "processor")) that can be used here\(reason); choose no more")
    }
  }
}
