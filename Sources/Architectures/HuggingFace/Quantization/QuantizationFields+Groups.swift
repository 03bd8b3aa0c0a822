import Operations
import Text

extension QuantizationFields {
  /// Groups of modules, each with a type of its own, as the compressed-tensors library writes them.
  mutating func compressedTensors() throws(Problem) -> Quantization {
    pass(
      over: "global_compression_ratio", "quantization_status", "version", "sparsity_config",
      "transform_config", "producer")
    if case .object(let sparsity) = value("sparsity_config"),
      let format = sparsity["format"], format != .string("dense"), format != .null
    {
      throw Problem("sparsity_config stores weights as \(format.described)")
    }
    if case .object(let transform) = value("transform_config"), !transform.isEmpty {
      notes.append("matrices of quantization_config's transform_config aren't counted")
    }
    let format = try text("format") ?? "pack-quantized"
    return try grouped("compressed-tensors", isStored: format != "dense", .wholeOrExpression)
  }

  /// ModelOpt's algorithms by name, or its groups.
  mutating func modelOpt() throws(Problem) -> Quantization {
    pass(over: "producer", "quant_library")
    if has("config_groups") {
      pass(over: "quant_algo", "kv_cache_quant_algo")
      return try grouped("modelopt", isStored: true, .wildcard)
    }
    let algorithm = try text("quant_algo") ?? ""
    let group = try group("group_size", default: algorithm == "nvfp4" ? 16 : 128)
    let formats: [String: WeightFormat] = [
      "fp8": .blockwiseFloat8(outputs: nil, inputs: nil), "nvfp4": .nvfp4,
      "fp8_pb_wo": .blockwiseFloat8(outputs: 128, inputs: 128),
      "w4a16_awq": .grouped("int4", bits: 4, group: group),
      "w4a8_awq": .grouped("int4", bits: 4, group: group),
    ]
    guard let format = formats[algorithm], algorithm != "nvfp4" || group == 16 else {
      throw Problem("quant_algo is \(QuotedText(algorithm))")
    }
    let kept = try ignored(.wildcard)
    if kept == nil {
      notes.append(
        "quantization_config lists no module that stays as it is; the vocabulary product and the "
          + "routers do")
    }
    return Quantization(
      "modelopt \(format.name)",
      [.init(format: format, roles: Self.linear.subtracting([.router]))], kept: kept ?? [],
      keyValueBits: try cacheBits())
  }

  private mutating func ignored(_ rule: ModulePattern.Rule) throws(Problem) -> [ModulePattern]? {
    try modules("ignore", "exclude_modules", compared: rule)
  }

  private mutating func grouped(
    _ name: String, isStored: Bool, _ rule: ModulePattern.Rule
  ) throws(Problem) -> Quantization {
    guard case .object(let groups) = value("config_groups"), groups.count <= 64 else {
      throw Problem("config_groups isn't an object of groups")
    }
    var rules: [Quantization.Rule] = []
    for (key, group) in groups.sorted(by: { $0.key < $1.key }) where isStored {
      guard case .object(let members) = group else {
        throw Problem("config_groups.\(QuotedText.plain(key)) is \(group.described)")
      }
      guard case .object(let weights) = members["weights"] else { continue }
      var fields = QuantizationFields(weights)
      let format = try fields.groupFormat()
      notes += fields.unread.map { "in config_groups.weights, not understood: \($0)" }
      rules.append(try Self.rule(format, members["targets"]))
    }
    let kept = try ignored(rule) ?? []
    return Quantization(
      rules.isEmpty
        ? name : "\(name) \(Set(rules.map(\.format.name)).sorted().joined(separator: ", "))",
      rules, kept: kept, keyValueBits: try cacheBits())
  }

  /// What a group's targets are: all linear modules, or those of some names.
  private static func rule(
    _ format: WeightFormat, _ targets: ParsedJSON?
  ) throws(Problem) -> Quantization.Rule {
    guard let targets, targets != .null else {
      return .init(format: format, roles: everyLinear)
    }
    guard case .array(let entries) = targets else {
      throw Problem("a group's targets are \(targets.described)")
    }
    guard !entries.contains(.string("Linear")) else {
      return .init(format: format, roles: everyLinear)
    }
    return .init(
      format: format, roles: everyLinear.union([.embedding]),
      targets: try patterns(entries, of: "targets", .wholeOrExpression))
  }

  /// The weights' type of a group: `num_bits`, `type`, `strategy` and what belongs to it.
  private mutating func groupFormat() throws(Problem) -> WeightFormat {
    pass(
      over: "observer", "observer_kwargs", "actorder", "dynamic", "scale_dtype", "zp_dtype")
    let bits = try bits("num_bits", among: [2, 3, 4, 8])
    let isFloat = try text("type") == "float"
    let isSymmetric = try flag("symmetric", default: true)
    let group = try whole("group_size")
    let strategy =
      try text("strategy") ?? (group.map { $0 > 0 ? "group" : "channel" } ?? "tensor")
    let name = "\(isFloat ? "fp" : "int")\(bits)"
    let zeroBits = isSymmetric ? 0 : bits
    switch strategy {
    case "tensor":
      return WeightFormat(
        name, bits: bits,
        scales: [.init(.block(outputs: nil, inputs: nil), bits: 16 + zeroBits)])
    case "channel": return .grouped(name, bits: bits, group: nil, zeroBits: zeroBits)
    case "group":
      // FP4 in groups of 32 is MX's, with exponents for scales.
      return isFloat && bits == 4 && group == 32
        ? .microscaling("mxfp4", bits: 4)
        : .grouped(name, bits: bits, group: group ?? 128, zeroBits: zeroBits)
    case "tensor_group" where isFloat && bits == 4: return .nvfp4
    case "block":
      guard case .array(let sizes) = value("block_structure"), sizes.count == 2,
        case .number(let first) = sizes[0], case .number(let second) = sizes[1],
        let outputs = Int(first), let inputs = Int(second), outputs > 0, inputs > 0
      else { throw Problem("a group's block_structure isn't a pair of sizes") }
      return WeightFormat(
        name, bits: bits, scales: [.init(.block(outputs: outputs, inputs: inputs), bits: 16)])
    default: throw Problem("a group's strategy is \(QuotedText(strategy))")
    }
  }

  /// Bits of the key-value cache where it is quantised too.
  private mutating func cacheBits() throws(Problem) -> Int? {
    switch value("kv_cache_scheme") ?? value("kv_cache_quant_algo") {
    case nil: return nil
    case .string(let name) where name.lowercased() == "fp8": return 8
    case .string(let name) where name.lowercased() == "nvfp4": return 4
    case .object(let scheme):
      var fields = QuantizationFields(scheme)
      return try fields.bits("num_bits", among: [4, 8])
    case .some(let value): throw Problem("kv_cache_scheme is \(value.described)")
    }
  }
}
