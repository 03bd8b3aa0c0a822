import Accounting
import Architectures
import Operations
import Testing

/// Bytes of the weights of files with a `quantization_config`, by hand.
@Suite struct CheckpointBytesTests {
  /// Llama 3 8B with some fields more, as its published file has the sizes.
  private func file(
    _ fields: String, type: String = "llama", more: String = ""
  ) throws -> HuggingFaceConfiguration {
    let json = """
      {"model_type": "\(type)", "vocab_size": 128256, "hidden_size": 4096,
      "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
      "num_key_value_heads": 8, "max_position_embeddings": 8192, "rms_norm_eps": 1e-05,
      "rope_theta": 500000.0, "tie_word_embeddings": false, "sliding_window": null\(more), \(fields)}
      """
    return try HuggingFaceConfiguration(json: Array(json.utf8), name: "test")
  }

  private func weights(
    _ fields: String, type: String = "llama", more: String = ""
  ) throws -> (bytes: UInt128, scales: UInt128, precision: Precision) {
    let file = try file(fields, type: type, more: more)
    #expect(file.storedTypes.problem == nil)
    let precision = Precision(file.storedTypes, of: file.model)
    let bytes = precision.stored?.bytes ?? ParameterCounts(Transformer(file.model)).bytes(precision)
    return (bytes, precision.stored?.scaleBytes ?? 0, precision)
  }

  /// A layer: 4096 · (4096 + 2 · 1024) + 4096 · 4096 + 3 · 4096 · 14336.
  private static let layers: UInt128 = 32 * 218_103_808
  private static let table: UInt128 = 128_256 * 4096
  private static let norms: UInt128 = 65 * 4096
  /// Outputs of a layer's matrices: 4096 + 2 · 1024 + 4096 + 2 · 14336 + 4096.
  private static let outputs: UInt128 = 32 * 43_008
  private static let inputs: UInt128 = 32 * (6 * 4096 + 14_336)

  /// 4 bits of 6.98e9 and 16 bits of 1.05e9: 5.59 GB, not 16.06.
  ///
  /// An 8-bit maximum for 64 elements and
  /// a 32-bit one for 256 of those stand beside them.
  @Test func fourBits() throws {
    let found = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"_load_in_4bit": true,
      "bnb_4bit_compute_dtype": "bfloat16", "bnb_4bit_quant_type": "nf4",
      "bnb_4bit_use_double_quant": true, "load_in_4bit": true, "quant_method": "bitsandbytes"}
      """)
    #expect(found.bytes == 5_591_539_712)
    #expect(found.bytes == Self.layers / 2 + 2 * (2 * Self.table + Self.norms))
    #expect(found.scales == Self.layers / 64 + 4 * Self.layers / 64 / 256)
  }

  /// Without a second quantisation the maxima have 32 bits; a list of modules stands in place of the
  /// default one, so that the vocabulary's matrix has 4 bits too.
  @Test func modulesThatStay() throws {
    let found = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"load_in_4bit": true,
      "llm_int8_skip_modules": ["k_proj", "model.layers.0"], "quant_method": "bitsandbytes"}
      """)
    let first: UInt128 = 218_103_808
    let kept = first + 31 * 4096 * 1024
    let narrow = Self.layers + Self.table - kept
    #expect(found.bytes == narrow / 2 + 2 * (kept + Self.table + Self.norms))
    #expect(found.scales == narrow / 16)
  }

  @Test func eightBits() throws {
    let found = try weights(
      #""torch_dtype": "float16", "quantization_config": {"load_in_8bit": true}"#)
    #expect(found.bytes == Self.layers + 2 * (2 * Self.table + Self.norms))
    #expect(found.scales == 4 * Self.outputs)
  }

  /// GPTQ: 16-bit scales and 4-bit zero points for 128 inputs of each output, and the group of each
  /// input in 32 bits.
  ///
  /// AWQ has no groups of inputs.
  @Test func groupsOfFour() throws {
    let grouped = Self.layers / 128 * 20 / 8
    let gptq = try weights(
      """
      "torch_dtype": "float16", "quantization_config": {"bits": 4, "group_size": 128,
      "desc_act": false, "sym": true, "quant_method": "gptq", "damp_percent": 0.1}
      """)
    #expect(gptq.bytes == Self.layers / 2 + 2 * (2 * Self.table + Self.norms))
    #expect(gptq.scales == grouped + 4 * Self.inputs)
    let awq = try weights(
      """
      "torch_dtype": "float16", "quantization_config": {"bits": 4, "group_size": 128,
      "quant_method": "awq", "version": "gemm", "zero_point": true}
      """)
    #expect(awq.scales == grouped)
    let down = try weights(
      """
      "torch_dtype": "float16", "quantization_config": {"bits": 8, "group_size": -1,
      "quant_method": "gptq", "checkpoint_format": "marlin",
      "modules_in_block_to_quantize": [["mlp.down_proj"]]}
      """)
    let quantized: UInt128 = 32 * 4096 * 14_336
    #expect(down.bytes == quantized + 2 * (Self.layers - quantized + 2 * Self.table + Self.norms))
    #expect(down.scales == 2 * 32 * 4096)
  }

  /// Blocks of 128 by 128 with a 32-bit scale, and everything else in 16 bits; the block is the
  /// default one where the file has none.
  @Test(arguments: [", \"weight_block_size\": [128, 128]", ""])
  func float8(block: String) throws {
    let found = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"activation_scheme": "dynamic",
      "fmt": "e4m3", "quant_method": "fp8"\(block), "modules_to_not_convert": ["lm_head"]}
      """)
    #expect(found.bytes == Self.layers + 2 * (2 * Self.table + Self.norms))
    #expect(found.scales == 4 * Self.layers / 16_384)
    #expect(found.precision.keyValues == 16)
  }

  /// Compressed tensors in groups of 128, one scale each in the model's type, and an expression that
  /// keeps the last layer; the cache in 8 bits.
  @Test func compressedTensors() throws {
    let found = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"quant_method": "compressed-tensors",
      "format": "pack-quantized", "ignore": ["lm_head", "re:.*layers\\\\.31\\\\..*"],
      "kv_cache_scheme": {"num_bits": 8, "type": "float"},
      "config_groups": {"group_0": {"targets": ["Linear"], "weights": {"num_bits": 4, "type": "int",
      "strategy": "group", "group_size": 128, "symmetric": true}}}}
      """)
    let narrow = Self.layers / 32 * 31
    #expect(found.bytes == narrow / 2 + 2 * (Self.layers / 32 + 2 * Self.table + Self.norms))
    #expect(found.scales == 2 * narrow / 128)
    #expect(found.precision.keyValues == 8)
    let dense = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"quant_method": "compressed-tensors",
      "format": "dense", "config_groups": {"group_0": {"targets": ["Linear"],
      "weights": {"num_bits": 4}}}}
      """)
    #expect(dense.bytes == 2 * (Self.layers + 2 * Self.table + Self.norms))
  }

  /// The published file of Qwen3-32B-FP8-Static-PerTensor has no method, but ModelOpt's groups; that
  /// of GLM-5.2-NVFP4 an algorithm alone.
  @Test func modelOpt() throws {
    let tensors = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"config_groups": {"group_0": {
      "input_activations": {"dynamic": false, "num_bits": 8, "type": "float"},
      "weights": {"dynamic": false, "num_bits": 8, "type": "float"}}}, "ignore": ["lm_head"],
      "quant_algo": "FP8", "kv_cache_scheme": "FP8",
      "producer": {"name": "modelopt", "version": "0.31.0"}}
      """)
    #expect(tensors.bytes == Self.layers + 2 * (2 * Self.table + Self.norms))
    #expect(tensors.scales == 2 * 7 * 32)
    #expect(tensors.precision.keyValues == 8)
    let narrow = try weights(
      """
      "dtype": "bfloat16", "quantization_config": {"quant_algo": "NVFP4", "quant_method": "modelopt"}
      """)
    #expect(narrow.bytes == Self.layers / 2 + 2 * (2 * Self.table + Self.norms))
    #expect(narrow.scales == Self.layers / 16 + 4 * 7 * 32)
  }

  /// gpt-oss' lists on a mixture of 8 experts: theirs alone in 4 bits, an exponent for 32.
  @Test func mxfp4() throws {
    let found = try weights(
      """
      "torch_dtype": "bfloat16", "quantization_config": {"modules_to_not_convert":
      ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head"],
      "quant_method": "mxfp4"}
      """, type: "mixtral", more: #", "num_local_experts": 8, "num_experts_per_tok": 2"#)
    let experts: UInt128 = 32 * 8 * 3 * 4096 * 14_336
    let rest: UInt128 = 32 * (2 * 4096 * 4096 + 2 * 4096 * 1024 + 8 * 4096)
    #expect(found.bytes == experts / 2 + 2 * (rest + 2 * Self.table + Self.norms))
    #expect(found.scales == experts / 32)
  }

  /// Types without quantisation: 32 bits are 4 bytes of everything.
  @Test func typesAlone() throws {
    let parameters = Self.layers + 2 * Self.table + Self.norms
    #expect(try weights(#""torch_dtype": "float32""#).bytes == 4 * parameters)
    #expect(try weights(#""dtype": "torch.float16""#).bytes == 2 * parameters)
    #expect(try weights(#""torch_dtype": null"#).bytes == 2 * parameters)
  }

  @Test(arguments: [
    (#""quantization_config": {"quant_method": "aqlm"}"#, "'aqlm'"),
    (
      #""quantization_config": {"quant_method": "modelopt", "quant_algo": "MIXED_PRECISION"}"#,
      "mixed"
    ),
    (#""quantization_config": {"quant_method": "mxfp4"}"#, "experts"),
    (#""quantization_config": {"quant_method": "gptq", "bits": 5}"#, "bits is 5"),
    (
      #""quantization_config": {"quant_method": "gptq", "bits": 4, "dynamic": {"a": {}}}"#, "single"
    ),
    (#""quantization_config": {"load_in_4bit": true, "bnb_4bit_quant_type": "nf3"}"#, "nf3"),
    (#""quantization_config": {}"#, "method"), (#""quantization_config": 4"#, "is 4"),
    (#""torch_dtype": "int7""#, "int7"),
    (#""torch_dtype": "float16", "dtype": "float32""#, "differ"),
  ])
  func whatIsNotUnderstoodIsSaid(fields: String, part: String) throws {
    let problem = try #require(file(fields).storedTypes.problem)
    #expect(problem.contains(part) && problem.contains("--dtype"), "\(problem)")
  }

  /// What the reader doesn't know in it is listed.
  @Test func unknownFieldsAreListed() throws {
    let file = try file(
      """
      "quantization_config": {"quant_method": "awq", "bits": 4, "group_size": 64,
      "rotation": "hadamard"}
      """)
    #expect(file.notes.contains { $0.contains("not understood: rotation") })
    #expect(!(file.ignoredFields + file.unknownFields).contains("quantization_config"))
  }
}
