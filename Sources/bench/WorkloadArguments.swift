import Architectures
import ArgumentParser
import CommandLineKit
import Foundation

/// What is run: the model's layers, the mask, the threads.
struct WorkloadArguments: ParsableArguments {
  enum DType: String, ExpressibleByArgument, CaseIterable {
    case f32
  }

  @OptionGroup var model: ModelArguments

  @Option(help: "Which keys a query sees; RMT's segment is an encoder's or a decoder's with it.")
  var mask: AttentionMask = .full

  @Option(help: "The type of weights and activations.")
  var dtype: DType = .f32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads to run on. (default: all cores)", valueName: "count"),
    transform: Count.parser(upTo: 1024))
  var threads: Count?

  @Option(help: ArgumentHelp("What random weights and input are drawn from.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var memory: RecurrentMemoryArguments

  private static let cores = ProcessInfo.processInfo.activeProcessorCount

  var threadCount: Int { threads?.value ?? Self.cores }

  /// Says on standard error where the model comes from.
  func printNotes() throws {
    var standardError = StandardError()
    for note in try model.notes { print("note: \(note)", to: &standardError) }
  }

  func validate() throws {
    // A team larger than the machine only waits for itself.
    guard threadCount <= Self.cores else {
      throw ValidationError("--threads \(threadCount) is more than the \(Self.cores) cores here")
    }
  }
}

extension AttentionMask: ExpressibleByArgument {}
