import ArgumentParser
import CommandLineKit
import Kernels
import Workloads

/// What another program's results are recomputed on.
struct ProcessorArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "For our own kernels: avx512, avx2 or portable. (default: the best here)",
      valueName: "name"),
    transform: CommandLineError.usage(InstructionSet.named))
  var instructionSet: InstructionSet = .best

  @Option(
    help: ArgumentHelp(
      "The type of weights and activations: f32 or bf16. (default: f32)", valueName: "name"),
    completion: .list(["f32", "bf16"]),
    transform: CommandLineError.usage(ElementType.named))
  var dtype: ElementType = .f32

  @OptionGroup var team: ThreadArguments

  var setting: ModelVerification.Setting {
    .init(type: dtype, instructionSet: instructionSet, threads: team.threadCount)
  }

  /// Whether nothing was asked of the kernels.
  var isUsual: Bool { dtype == .f32 && instructionSet == .best }

  func validate() throws {
    guard dtype == .f32 || instructionSet == .best else {
      throw ValidationError(
        "\(dtype.rawValue) has kernels for \(InstructionSet.best.name) only; leave out "
          + "--instruction-set")
    }
  }

  /// The largest relative error that is right, as typed.
  static func tolerance(_ text: String) throws -> Double {
    guard text.utf8.count <= 32, let number = Double(text), number > 0, number < 1 else {
      throw ValidationError("\(Quotation(text)) is no number above 0 and below 1; write 2e-5")
    }
    return number
  }
}
