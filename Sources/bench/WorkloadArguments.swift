import Architectures
import ArgumentParser
import CommandLineKit
import Kernels
import Operations

/// How a model is run: the mask, the type, the seed.
struct WorkloadArguments: ParsableArguments {
  @Option(help: "Which keys a query sees; RMT's segment is an encoder's or a decoder's with it.")
  var mask: AttentionMask = .full

  @Option(
    help: ArgumentHelp(
      "The type of weights and activations: f32 or bf16. (default: f32)", valueName: "name"),
    completion: .list(["f32", "bf16"]),
    transform: CommandLineError.usage(ElementType.named))
  var dtype: ElementType = .f32

  @Option(parsing: .unconditional, help: Seed.help, transform: Seed.parse)
  var seed: UInt64 = 1
}

extension AttentionMask: ExpressibleByArgument {}
extension Logits: ExpressibleByArgument {}
