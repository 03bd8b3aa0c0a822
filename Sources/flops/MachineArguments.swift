import Accounting
import ArgumentParser
import CommandLineKit

/// With which numbers, and on which hardware.
struct MachineArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Types of weights, activations and key-value cache: widths as in w4a16kv8, fp32, bf16, fp8, int8 "
        + "or int4, or as weights are stored, such as nf4, mxfp4, q4_k_m, q8_0-kv8; see `flops list types`. (default: as a "
        + "model's file says, else bf16; f32 with --hardware local)",
      valueName: "types"),
    transform: MachineArguments.types)
  var dtype: Dtype?

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

  /// What a candidate's memory is planned with.
  ///
  /// - Throws: A usage error when nothing says the types and its file's can't be counted.
  func plan(for candidate: Candidate) throws -> MemoryPlan {
    MemoryPlan(
      precision: try precision(of: candidate), optimizer: optimizer ?? .adam,
      backpropagatedSegments: bptt?.value)
  }

  private func precision(of candidate: Candidate) throws -> Precision {
    if let dtype { return dtype.precision(of: candidate.configuration) }
    if hardware == Self.local { return .single }
    guard let types = candidate.storedTypes else { return .half }
    if let problem = types.problem { throw CommandLineError(problem).usage }
    return Precision(types, of: candidate.configuration)
  }

  /// What a candidate's file says of its types, where it is counted so or left aside.
  func notes(on candidate: Candidate) -> [String] {
    let name = candidate.configuration.name
    guard let types = candidate.storedTypes else { return [] }
    let isAside = dtype != nil || hardware == Self.local
    let stored =
      types.quantization.map { "\($0.name) (quantization_config)" }
      ?? types.name.flatMap { types.bits == 16 && !isAside ? nil : $0 }
    guard let stored = types.problem == nil ? stored : "types that aren't understood" else {
      return []
    }
    return [
      isAside
        ? "\(name) is stored as \(stored), which \(dtype == nil ? "--hardware local" : "--dtype") "
          + "leaves aside"
        : "\(name) is counted as it is stored, as \(stored); --dtype counts other types"
    ]
  }

  func validate() throws {
    if efficiency != nil, hardware == nil {
      throw ValidationError("--efficiency needs --hardware; see `flops list hardware`")
    }
    if results != nil, hardware != Self.local {
      throw ValidationError("--results is where --hardware local is looked for; add that")
    }
  }

  /// Refuses what only training has outside it.
  func validate(for phase: PassArguments.Phase) throws {
    guard phase != .train else { return }
    if optimizer != nil { throw ValidationError("--optimizer needs --phase train") }
    if bptt != nil { throw ValidationError("--bptt needs --phase train") }
  }

  /// The roof to predict a candidate's times under; `nil` when no hardware was named.
  func roofline(for candidate: Candidate) throws -> Roofline? {
    guard let hardware else { return nil }
    let precision = try precision(of: candidate)
    if hardware == Self.local {
      return try Roofline.local(
        results: results, precision: precision, efficiency: efficiency)
    }
    guard let known = Hardware.named(hardware) else {
      throw Suggestion.unknown(
        "hardware", hardware, among: [Self.local] + Hardware.all.map(\.name)
      ).usage
    }
    return Roofline(known, precision: precision, efficiency: efficiency ?? .perfect)
  }

  private static let local = "local"

  private static func types(_ text: String) throws -> Dtype {
    do {
      return try Dtype(parsing: text)
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
