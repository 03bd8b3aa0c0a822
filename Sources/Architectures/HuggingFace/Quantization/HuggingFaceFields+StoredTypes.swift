import Text

extension HuggingFaceFields {
  /// How the checkpoint's numbers are stored: `torch_dtype` or `dtype`, and `quantization_config`.
  ///
  /// What can't be read doesn't refuse the file: who says which types to count doesn't ask for it.
  mutating func storedTypes(of model: ModelConfiguration) -> StoredTypes {
    var types = StoredTypes()
    do throws(QuantizationProblem) {
      let (torch, new) = (value("torch_dtype"), value("dtype"))
      if let torch, let new, torch != new, torch != .null, new != .null {
        throw QuantizationProblem("torch_dtype and dtype differ")
      }
      if let type = [new, torch].compactMap(\.self).first(where: { $0 != .null }) {
        (types.name, types.bits) = try Self.type(type)
      }
      switch value("quantization_config") ?? value("compression_config") {
      case nil, .null: asked.insert("compression_config")
      case .object(let fields):
        asked.insert("compression_config")
        var reader = QuantizationFields(fields)
        let quantization = try reader.quantization(of: model)
        try reader.check(quantization, of: model)
        types.quantization = quantization
        notes += reader.notes
      case .some(let value):
        throw QuantizationProblem("quantization_config is \(value.described)")
      }
    } catch {
      types.problem =
        "\(QuotedText(file, longest: 200)): how its weights are stored isn't understood: "
        + "\(error.sentence); say what to count with --dtype, such as w4a16"
    }
    return types
  }

  /// Bits of a type as PyTorch names it.
  private static func type(
    _ value: ParsedJSON
  ) throws(QuantizationProblem) -> (name: String, bits: Int) {
    let widths = [
      "float32": 32, "float": 32, "float16": 16, "half": 16, "bfloat16": 16,
      "float8_e4m3fn": 8, "float8_e5m2": 8,
    ]
    guard case .string(let text) = value else {
      throw QuantizationProblem("torch_dtype is \(value.described)")
    }
    let name = text.hasPrefix("torch.") ? String(text.dropFirst("torch.".count)) : text
    guard let bits = widths[name] else {
      throw QuantizationProblem("torch_dtype is \(value.described)")
    }
    return (name, bits)
  }
}

/// What of a `quantization_config` can't be counted, as the end of a sentence.
struct QuantizationProblem: Error, Equatable {
  let sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}
