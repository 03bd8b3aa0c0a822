import ArgumentParser
import Checkpoints
import CommandLineKit
import Kernels
import Workloads

/// `bench verify-case`: an architecture against what another program made of small weights.
struct VerifyCaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-case",
    abstract: "Recomputes another program's outputs and gradients of one architecture.",
    discussion: """
      A file is a safetensors file of F32, and I64 for indices: input.X, weight.X, output, cotangent \
      (of output's shape) or loss, grad.X of an input or weight, intermediate.X. The metadata's \
      contextcost is JSON, {"architecture": …, "part": …, "settings": {…}}, and its batch the number \
      of samples: they are computed one by one, and the weights' gradients added up. A weight without \
      gradient is given, not trained.

      An error is the largest difference over the tensor's largest value; of a gradient that vanishes \
      (below 1e-9 of the file's largest gradient), over that one. Whole numbers must be equal. \
      Intermediates that a kernel never makes are listed as not made.

      The status is 0 only if all tensors of all files are within the tolerance, 2 if some aren't, 64 \
      if a file can't be read or asks for an architecture, part or setting that doesn't exist.

      Examples:
        bench verify-case linformer/case.safetensors
        bench verify-case s4d.safetensors vit.safetensors --engine reference
        bench verify-case linformer.safetensors --dtype bf16 --format json
      """)

  @Argument(
    help: ArgumentHelp("What another program made.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "What computes: cpu, the kernels, or reference, the formulas in double precision. (default: "
        + "cpu)", valueName: "name"),
    completion: .list(CaseEngine.allCases.map(\.rawValue)),
    transform: CommandLineError.usage(CaseEngine.named))
  var engine: CaseEngine = .cpu

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The largest error of any tensor. (default: 2e-5, gradients 1e-4; 2e-2 and 1e-1 in bf16)",
      valueName: "number"),
    transform: ProcessorArguments.tolerance)
  var tolerance: Double?

  @OptionGroup var processor: ProcessorArguments
  @OptionGroup var output: OutputArguments

  func validate() throws {
    guard engine == .cpu || processor.isUsual else {
      throw ValidationError(
        "--engine reference computes in double precision; leave out --dtype and --instruction-set")
    }
  }

  func run() throws {
    let setting = CaseRun(on: engine, processor.setting)
    let tolerance =
      tolerance.map(CaseTolerance.init(all:)) ?? CaseTolerance(of: processor.dtype)
    var report = CaseReport(on: setting, tolerance: tolerance)
    var standardOutput = StandardOutput()
    for file in files {
      let outcome = Self.outcome(of: file, on: setting, tolerance: tolerance)
      report.add(outcome)
      switch outcome {
      case .refused(_, let sentence, _):
        var standardError = StandardError()
        standardError.write("Error: \(sentence.oneLine)\n")
      case .verified(let verification) where output.format == .table:
        standardOutput.write(report.text(of: verification, in: output.units))
      case .verified: break
      }
    }
    if output.format != .table {
      standardOutput.write(report.text(as: output.format, in: output.units))
    } else if report.hasVerified {
      standardOutput.write(report.closing)
    }
    if report.status != .success { throw report.status.exitCode }
  }

  /// One file by itself: what is wrong with it keeps none of the others from being verified.
  private static func outcome(
    of file: String, on setting: CaseRun, tolerance: CaseTolerance
  ) -> CaseReport.Outcome {
    do {
      let given = try MixerCase(path: file)
      return .verified(
        CaseVerification(given, try setting.recomputed(given), tolerance: tolerance))
    } catch let error as CheckpointError {
      return .refused(path: file, error.description, .usage)
    } catch let error as UnknownInCase {
      return .refused(path: file, error.suggestion, .usage)
    } catch {
      return .refused(path: file, "\(Quotation(file)): \(error)", .failure)
    }
  }
}

extension CaseEngine {
  /// The one of that name.
  static func named(_ text: String) throws(CommandLineError) -> CaseEngine {
    guard let named = CaseEngine(rawValue: text.lowercased()) else {
      throw Suggestion.unknown("engine", text, among: allCases.map(\.rawValue))
    }
    return named
  }
}

extension UnknownInCase {
  /// The sentence, with the nearest names that exist.
  fileprivate var suggestion: String {
    known.isEmpty
      ? description : "\(file): \(Suggestion.unknown(subject, name, among: known))"
  }
}
