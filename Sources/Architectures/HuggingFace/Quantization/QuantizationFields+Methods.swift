import Text

extension QuantizationFields {
  /// What the fields say together.
  ///
  /// The methods are those of the transformers library's `quantizers`; what each replaces is said
  /// there. Without a list of their own, all keep the matrix of the vocabulary product.
  mutating func quantization(of model: ModelConfiguration) throws(Problem) -> Quantization {
    let method = try text("quant_method") ?? implicitMethod
    switch method {
    case "bitsandbytes", "bitsandbytes_4bit", "bitsandbytes_8bit": return try bitsAndBytes()
    case "gptq", "auto-round", "auto_round", "intel/auto-round": return try gptq()
    case "awq": return try awq()
    case "fp8": return try float8()
    case "fbgemm_fp8": return try rowwiseFloat8()
    case "eetq": return try eetq()
    case "mxfp4": return try mxfp4(of: model)
    case "compressed-tensors", "compressed_tensors": return try compressedTensors()
    case "modelopt", "modelopt_fp4", "modelopt_fp8": return try modelOpt()
    default:
      throw Problem(
        "the method \(QuotedText(method)) isn't one of bitsandbytes, gptq, auto-round, awq, fp8, "
          + "fbgemm_fp8, eetq, mxfp4, compressed-tensors and modelopt")
    }
  }

  /// The method where the file doesn't name it: older files of bitsandbytes and of ModelOpt.
  private var implicitMethod: String {
    if has("load_in_4bit") || has("load_in_8bit") { return "bitsandbytes" }
    if has("quant_algo") { return "modelopt" }
    return has("config_groups") ? "compressed-tensors" : ""
  }

  /// All that is a linear module in the library's models, the vocabulary product aside.
  static let linear = Set(
    WeightRole.allCases.filter(\.isInLayer)
      + [.router, .projectIn, .projectOut, .headTransform, .pooler, .classifier])
  static let inLayers = Set(WeightRole.allCases.filter(\.isInLayer))
  static let feedForward: Set<WeightRole> = [.gate, .up, .down]

  private mutating func bitsAndBytes() throws(Problem) -> Quantization {
    pass(
      over: "_load_in_4bit", "_load_in_8bit", "bnb_4bit_compute_dtype", "bnb_4bit_quant_storage",
      "llm_int8_threshold", "llm_int8_enable_fp32_cpu_offload", "llm_int8_has_fp16_weight")
    let isFour = try flag("load_in_4bit")
    let isEight = try flag("load_in_8bit")
    guard isFour != isEight else {
      throw Problem("load_in_4bit and load_in_8bit don't say which of the two it is")
    }
    let type = try text("bnb_4bit_quant_type") ?? "fp4"
    let isDouble = try flag("bnb_4bit_use_double_quant")
    guard ["nf4", "fp4"].contains(type) else {
      throw Problem("bnb_4bit_quant_type is \(QuotedText(type))")
    }
    let format: WeightFormat =
      isFour ? .bitsAndBytes4(type, doubleQuantized: isDouble) : .bitsAndBytes8
    let skipped = try modules("llm_int8_skip_modules", compared: .part)
    // A list of one's own stands in place of the default one.
    let roles = skipped == nil ? Self.linear.subtracting([.classifier]) : Self.everyLinear
    return Quantization(
      "bitsandbytes \(format.name)", [.init(format: format, roles: roles)], kept: skipped ?? [])
  }

  static let everyLinear = linear.union([.vocabulary])

  private mutating func gptq() throws(Problem) -> Quantization {
    pass(
      over: "damp_percent", "damp_auto_increment", "static_groups", "sym", "true_sequential",
      "model_name_or_path", "model_file_base_name", "meta", "dataset", "tokenizer", "batch_size",
      "exllama_config", "use_exllama", "disable_exllama", "max_input_length",
      "cache_block_outputs", "block_name_to_quantize", "module_name_preceding_first_block",
      "pad_token_id", "use_cuda_fp16", "model_seqlen", "backend", "pack_dtype", "desc_act",
      "quantizer", "version", "iters", "nsamples", "seqlen", "lr", "minmax_lr", "low_gpu_mem_usage",
      "enable_quanted_input", "enable_minmax_tuning", "autoround_version", "amp", "scale_dtype",
      "data_type", "gradient_accumulate_steps", "not_use_best_mse", "dynamic_max_gap",
      "packing_format", "checkpoint_format")
    if has("dynamic") || has("extra_config") {
      throw Problem("it has other widths for single modules")
    }
    let bits = try bits("bits", among: [2, 3, 4, 8])
    let group = try group("group_size", default: 128)
    let packing = try text("checkpoint_format", "packing_format") ?? "gptq"
    let hasZeros = !packing.contains("marlin")
    var scales = [
      WeightFormat.Scale(
        .block(outputs: 1, inputs: group), bits: hasZeros ? 16 + bits : 16)
    ]
    // The group of each input, as `g_idx`.
    if packing.hasPrefix("gptq") {
      scales.append(.init(.block(outputs: nil, inputs: 1), bits: 32))
    }
    var targets: [ModulePattern]?
    if case .array(let blocks) = value("modules_in_block_to_quantize") {
      let names = blocks.flatMap { block in
        if case .array(let names) = block { names } else { [block] }
      }
      targets = try Self.patterns(names, of: "modules_in_block_to_quantize", .part)
    }
    let isHeadToo = try flag("lm_head")
    return Quantization(
      "gptq int\(bits)",
      [
        .init(
          format: WeightFormat("gptq int\(bits)", bits: bits, scales: scales),
          roles: isHeadToo ? Self.inLayers.union([.vocabulary]) : Self.inLayers, targets: targets)
      ])
  }

  private mutating func awq() throws(Problem) -> Quantization {
    pass(
      over: "version", "backend", "do_fuse", "fuse_max_seq_len", "exllama_config",
      "modules_to_fuse")
    let bits = try bits("bits", "w_bit", among: [4, 8])
    let group = try group("group_size", "q_group_size", default: 128)
    // Its kernels' layout has zero points whether they are used or not.
    _ = try flag("zero_point", default: true)
    return Quantization(
      "awq int\(bits)",
      [
        .init(
          format: .grouped("awq int\(bits)", bits: bits, group: group, zeroBits: bits),
          roles: Self.inLayers)
      ], kept: try modules("modules_to_not_convert", compared: .part) ?? [])
  }

  private mutating func float8() throws(Problem) -> Quantization {
    pass(over: "activation_scheme", "fmt", "scale_fmt")
    var block = [128, 128]
    if let value = value("weight_block_size") {
      guard case .array(let sizes) = value, sizes.count == 2 else {
        throw Problem("weight_block_size is \(value.described)")
      }
      block = []
      for size in sizes {
        guard case .number(let literal) = size, let size = Int(literal), (1...1 << 20) ~= size
        else {
          throw Problem("weight_block_size holds \(size.described)")
        }
        block.append(size)
      }
    } else {
      notes.append("weight_block_size isn't in quantization_config; 128 by 128, its default")
    }
    let kept =
      try modules("modules_to_not_convert", "ignored_layers", compared: .beginsOrEnds) ?? []
    return Quantization(
      "fp8",
      [
        .init(
          format: .blockwiseFloat8(outputs: block[0], inputs: block[1]),
          roles: Self.linear.subtracting([.router, .classifier]))
      ], kept: kept)
  }

  private mutating func rowwiseFloat8() throws(Problem) -> Quantization {
    pass(over: "activation_scale_ub")
    return Quantization(
      "fp8", [.init(format: .blockwiseFloat8(outputs: 1, inputs: nil), roles: Self.linear)],
      kept: try modules("modules_to_not_convert", compared: .beginsOrEnds) ?? [])
  }

  private mutating func eetq() throws(Problem) -> Quantization {
    guard try text("weights") ?? "int8" == "int8" else { throw Problem("weights isn't int8") }
    return Quantization(
      "eetq int8", [.init(format: .grouped("int8", bits: 8, group: nil), roles: Self.linear)],
      kept: try modules("modules_to_not_convert", compared: .part) ?? [])
  }

  /// MXFP4 as gpt-oss has it: the experts alone.
  private mutating func mxfp4(of model: ModelConfiguration) throws(Problem) -> Quantization {
    pass(over: "dequantize")
    guard model.experts != nil else {
      throw Problem("mxfp4 is stored for experts, and this model has none")
    }
    return Quantization(
      "mxfp4", [.init(format: .microscaling("mxfp4", bits: 4), roles: Self.feedForward)],
      kept: try modules("modules_to_not_convert", compared: .beginsOrEnds) ?? [])
  }
}
