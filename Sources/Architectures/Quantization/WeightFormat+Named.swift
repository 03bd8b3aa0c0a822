extension WeightFormat {
  /// Numbers of `bits` with one scale, and a zero point where there is one, for each output and so
  /// many inputs; all inputs when `group` is `nil`.
  static func grouped(
    _ name: String, bits: Int, group: Int?, scaleBits: Int = 16, zeroBits: Int = 0
  ) -> WeightFormat {
    WeightFormat(
      name, bits: bits,
      scales: [Scale(.block(outputs: 1, inputs: group), bits: scaleBits + zeroBits)])
  }

  /// Four bits with an absolute maximum for 64 elements in a row: Dettmers et al., arXiv 2305.14314,
  /// section 3, and bitsandbytes' default `blocksize`.
  ///
  /// The maximum is a 32-bit number or, quantised itself, 8 bits and a 32-bit number for 256 of them.
  public static func bitsAndBytes4(_ name: String, doubleQuantized: Bool) -> WeightFormat {
    WeightFormat(
      doubleQuantized ? "\(name)-dq" : name, bits: 4,
      scales: doubleQuantized
        ? [Scale(.run(64), bits: 8), Scale(.run(64 * 256), bits: 32)] : [Scale(.run(64), bits: 32)])
  }

  /// Eight bits with a 32-bit maximum for each output: Dettmers et al., arXiv 2208.07339.
  static let bitsAndBytes8 = grouped("int8", bits: 8, group: nil, scaleBits: 32)

  /// Blocks of 32 elements that share an exponent of 8 bits: OCP Microscaling Formats (MX)
  /// specification, version 1.0, section 5.
  public static func microscaling(_ name: String, bits: Int) -> WeightFormat {
    grouped(name, bits: bits, group: 32, scaleBits: 8)
  }

  /// Four bits with a scale in FP8 for 16 elements and a 32-bit one for the matrix: NVIDIA, Pretraining
  /// Large Language Models with NVFP4, arXiv 2509.25149, section 2.
  public static let nvfp4 = WeightFormat(
    "nvfp4", bits: 4,
    scales: [
      Scale(.block(outputs: 1, inputs: 16), bits: 8),
      Scale(.block(outputs: nil, inputs: nil), bits: 32),
    ])

  /// FP8 with a 32-bit scale for each block of outputs and inputs: DeepSeek-AI, arXiv 2412.19437,
  /// section 3.3.2, stored as `weight_scale_inv`.
  static func blockwiseFloat8(outputs: Int?, inputs: Int?) -> WeightFormat {
    WeightFormat(
      "fp8", bits: 8, scales: [Scale(.block(outputs: outputs, inputs: inputs), bits: 32)])
  }
}
