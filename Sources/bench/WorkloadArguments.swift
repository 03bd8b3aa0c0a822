import Architectures
import ArgumentParser
import CommandLineKit
import Kernels
import Operations

/// What is run: the model's layers, the mask, the threads.
struct WorkloadArguments: ParsableArguments {
  @OptionGroup var model: ModelArguments

  @Option(help: "Which keys a query sees; RMT's segment is an encoder's or a decoder's with it.")
  var mask: AttentionMask = .full

  @Option(
    help: ArgumentHelp(
      "The type of weights and activations: f32 or bf16. (default: f32)", valueName: "name"),
    completion: .list(["f32", "bf16"]),
    transform: CommandLineError.usage(ElementType.named))
  var dtype: ElementType = .f32

  @OptionGroup var team: ThreadArguments

  @Option(help: ArgumentHelp("What random weights and input are drawn from.", valueName: "number"))
  var seed: UInt64 = 1

  @OptionGroup var memory: RecurrentMemoryArguments

  var threadCount: Int { team.threadCount }

  /// What architectures are made from.
  var options: ArchitectureEntry.Options {
    get throws { try memory.options(mask: mask) }
  }

  /// The options that make the same again, in any process.
  var words: [String] {
    model.words + [
      "--mask=\(mask.rawValue)", "--dtype=\(dtype.rawValue)", "--threads=\(threadCount)",
      "--seed=\(seed)", "--segment=\(memory.segment)", "--memory=\(memory.memory)",
    ]
  }

  /// Says on standard error where the model comes from.
  func printNotes() throws { StandardError.note(try model.notes) }
}

extension AttentionMask: ExpressibleByArgument {}
extension Logits: ExpressibleByArgument {}
