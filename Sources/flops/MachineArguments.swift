import Accounting
import ArgumentParser
import CommandLineKit

/// With which numbers, and on which hardware.
struct MachineArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Bits of weights, activations and key-value cache: w16a16kv16, w4a16kv8, f32 or bf16. "
        + "(default: bf16, f32 with --hardware local)",
      valueName: "widths"),
    transform: MachineArguments.precision)
  var dtype: Precision?

  @Option(help: "What training keeps of each parameter. (default: adam)")
  var optimizer: Optimizer?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Segments that gradients flow back through in training. (default: all)",
      valueName: "segments"),
    transform: Count.parse)
  var bptt: Count?

  @Option(
    help: ArgumentHelp(
      "The processor to predict a time for, such as h100-sxm; local is this machine as "
        + "`bench roof` measured it. See `flops list hardware`.",
      valueName: "name"), completion: .hardware)
  var hardware: String?

  @Option(
    help: ArgumentHelp(
      "What kernels reach of the peak and of the bandwidth, such as 0.7,0.9. (default: 1,1)",
      valueName: "compute,memory"),
    transform: MachineArguments.efficiency)
  var efficiency: Efficiency?

  @Option(
    help: ArgumentHelp(
      "The folder `bench roof` stored into. (default: .contextcost/Results, then Results)",
      valueName: "folder"), completion: .directory)
  var results: String?

  /// What memory is planned with.
  var plan: MemoryPlan {
    let standard: Precision = hardware == Self.local ? .single : .half
    return MemoryPlan(
      precision: dtype ?? standard, optimizer: optimizer ?? .adam,
      backpropagatedSegments: bptt?.value)
  }

  func validate() throws {
    if efficiency != nil, hardware == nil {
      throw ValidationError("--efficiency needs --hardware; see `flops list hardware`")
    }
  }

  /// Refuses what only training has outside it.
  func validate(for phase: PassArguments.Phase) throws {
    guard phase != .train else { return }
    if optimizer != nil { throw ValidationError("--optimizer needs --phase train") }
    if bptt != nil { throw ValidationError("--bptt needs --phase train") }
  }

  /// The roof to predict times under; `nil` when no hardware was named.
  func roofline() throws -> Roofline? {
    guard let hardware else { return nil }
    if hardware == Self.local {
      return try Roofline.local(
        results: results, precision: plan.precision, efficiency: efficiency)
    }
    guard let known = Hardware.named(hardware) else {
      throw Suggestion.unknown(
        "hardware", hardware, among: [Self.local] + Hardware.all.map(\.name)
      ).usage
    }
    return Roofline(known, precision: plan.precision, efficiency: efficiency ?? .perfect)
  }

  private static let local = "local"

  private static func precision(_ text: String) throws -> Precision {
    do {
      return try Precision(parsing: text)
    } catch {
      throw CommandLineError("\(error)").usage
    }
  }

  private static func efficiency(_ text: String) throws -> Efficiency {
    let shares = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0) ?? .nan
    }
    guard shares.count == 2, shares.allSatisfy({ $0 > 0 && $0 <= 1 }) else {
      throw CommandLineError(
        "\(Quotation(text)) is no pair of shares; write compute and memory as in 0.7,0.9"
      ).usage
    }
    return Efficiency(products: shares[0], attention: shares[0], bandwidth: shares[1])
  }
}

extension Optimizer: ExpressibleByArgument {}
