import ArgumentParser
import CommandLineKit
import Foundation

/// How many threads.
struct ThreadArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads to run on. (default: all cores)", valueName: "count"),
    transform: Count.parser(upTo: 1024))
  var threads: Count?

  private static let cores = ProcessInfo.processInfo.activeProcessorCount

  var threadCount: Int { threads?.value ?? Self.cores }

  func validate() throws {
    // A team larger than the machine only waits for itself.
    guard threadCount <= Self.cores else {
      throw ValidationError(
        "--threads \(threadCount) is more than the \(Plural.text(Self.cores, "core")) here")
    }
  }
}
