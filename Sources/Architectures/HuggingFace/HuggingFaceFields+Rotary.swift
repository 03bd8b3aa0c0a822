extension HuggingFaceFields {
  /// Rotary positions, from fields of their own or from `rope_parameters`, where the library has
  /// kept them since its version 5.
  ///
  /// - Parameters:
  ///   - baseField: The older field of the base, which `rope_theta` also stands for.
  ///   - shareField: The older field of the share of a head's columns that are turned.
  mutating func rotary(
    headWidth: Int, baseField: String = "rope_theta", base: Double = 10_000,
    shareField: String = "partial_rotary_factor", share: Double = 1
  ) throws(HuggingFaceConfigurationError) -> PositionEncoding {
    let bases = 1e-3...1e12
    let shares = 0.0...1.0
    var base = try number(
      baseField, or: baseField == "rope_theta" ? nil : "rope_theta", in: bases, default: base)
    var share = try number(shareField, in: shares, default: share)
    if let parameters = try ropeParameters() {
      if let value = parameters["rope_theta"] {
        base = try number(value, of: "rope_parameters.rope_theta", in: bases)
      }
      if let value = parameters["partial_rotary_factor"] {
        share = try number(value, of: "rope_parameters.partial_rotary_factor", in: shares)
      }
      noteScaling(parameters["rope_type"], of: "rope_parameters")
    }
    if case .object(let scaling) = fields["rope_scaling"] {
      noteScaling(scaling["rope_type"] ?? scaling["type"] ?? .string("scaled"), of: "rope_scaling")
    }
    // Cut off as the library does.
    return .rotary(
      RotaryEncoding(width: Int(Double(headWidth) * share), base: Float(base)))
  }

  /// A head of which only a part is turned, where the family turns all of it, would be miscounted.
  mutating func rotaryOfWholeHead(
    headWidth: Int, base: Double
  ) throws(HuggingFaceConfigurationError) -> PositionEncoding {
    let positions = try rotary(headWidth: headWidth, base: base)
    guard case .rotary(let rotary) = positions, rotary.width == headWidth else {
      throw error(
        "partial_rotary_factor isn't 1, but this family turns whole heads; correct it or model_type"
      )
    }
    return positions
  }

  private mutating func ropeParameters() throws(HuggingFaceConfigurationError) -> [String:
    ParsedJSON]?
  {
    switch value("rope_parameters") {
    case nil, .null: return nil
    case .object(let parameters): return parameters
    case .some(let value): throw error("rope_parameters", is: value, expected: "an object")
    }
  }

  private mutating func noteScaling(_ type: ParsedJSON?, of field: String) {
    guard case .string(let name) = type, name != "default" else { return }
    notes.append(
      "\(field) (\(QuotedText(name))) is ignored: it changes angles, not what is computed")
  }
}
