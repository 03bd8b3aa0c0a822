import Architectures
import ArgumentParser
import Checkpoints
import CommandLineKit
import Kernels
import Workloads

/// `bench verify-model`: a checkpoint's outputs against another program's.
struct VerifyModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-model",
    abstract: "Recomputes another program's outputs of a checkpoint and compares them.",
    discussion: """
      The folder holds config.json and safetensors files of OPT or BERT. The file of expected \
      outputs is a safetensors file too: input_ids [1, positions], or full.input_ids and \
      rmt.input_ids; full.hidden_last, full.logits, rmt.segment.0.memory, rmt.segment.0.logits and so \
      on; rmt.memory_initial [slots, width], or base_vocabulary in the metadata, from which row on \
      the table of tokens holds the memory. The metadata says memory_tokens, segment_size (tokens of \
      content) and, of an encoder, cls and sep.

      The status is 0 only if every expected tensor is known and within the tolerance, else 2.

      Examples:
        bench verify-model opt-125m --expected expected.safetensors
        bench verify-model opt-125m --expected expected.safetensors --instruction-set portable
        bench verify-model opt-125m --expected expected.safetensors --dtype bf16 --format json
      """)

  @Argument(help: ArgumentHelp("The checkpoint.", valueName: "folder"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("What another program made of it.", valueName: "file"), completion: .file())
  var expected: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest error relative to a tensor's largest value. (default: 2e-5; 2e-2 in bf16)",
      valueName: "number"),
    transform: ProcessorArguments.tolerance)
  var tolerance: Double?

  @OptionGroup var processor: ProcessorArguments
  @OptionGroup var output: OutputArguments

  func run() throws {
    let setting = processor.setting
    let verification = try explainingBadFiles {
      let checkpoint = try Checkpoint(folder: folder)
      let expected = try ExpectedOutputs(path: expected, of: checkpoint.configuration.model)
      return try ModelVerification(
        checkpoint, expected,
        on: setting, tolerance: tolerance)
    }
    let report = VerificationReport(verification, on: setting)
    var standardOutput = StandardOutput()
    standardOutput.write(report.text(as: output.format, in: output.units))
    StandardError.note(report.notes)
    if !verification.isProved { throw ExitStatus.checkFailed.exitCode }
  }
}
