import Operations
import Text

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
    for field in Self.rotaryObjects {
      let members = try members(of: field)
      if let value = members["rope_theta"] {
        base = try number(value, of: "\(field).rope_theta", in: bases)
      }
      if let value = members["partial_rotary_factor"] {
        share = try number(value, of: "\(field).partial_rotary_factor", in: shares)
      }
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
        "\(shown("partial_rotary_factor")) isn't 1, but this family turns whole heads; correct it or "
          + "model_type")
    }
    return positions
  }

  /// Positions that a model with rotary positions is meant for, scaled ones included.
  ///
  /// `max_position_embeddings` is what was trained, or what scaling makes of it already: then it is
  /// above the number that the scaling began with.
  mutating func rotaryPositions(
    default fallback: Int
  ) throws(HuggingFaceConfigurationError) -> Int {
    let limits = ModelConfiguration.Limits.positions
    // What LLaMA's files had before the library's name for it, and others have beside it.
    let former = "max_sequence_length"
    let field = has("max_position_embeddings") || !has(former) ? "max_position_embeddings" : former
    let given = try size(field, in: limits, default: fallback)
    let positions = try scaling().map { scaling throws(HuggingFaceConfigurationError) in
      try scaled(given, by: scaling, in: limits)
    }
    accept(former, where: { $0 == .number("\(positions ?? given)") })
    return positions ?? given
  }

  private mutating func scaled(
    _ given: Int, by scaling: RotaryScaling, in limits: ClosedRange<Int>
  ) throws(HuggingFaceConfigurationError) -> Int {
    let start = scaling.original ?? given
    guard let factor = scaling.factor, given <= start else {
      notes.append("\(scaling.described) changes angles, not what is computed")
      return given
    }
    let product = (Double(start) * factor).rounded(.down)
    guard product >= 1, product <= Double(limits.upperBound) else {
      throw error(
        "\(scaling.field).factor would make \(start.grouped) positions \(product); correct it")
    }
    let positions = max(given, Int(product))
    let times = Int(exactly: factor).map(\.grouped) ?? "\(factor)"
    notes.append(
      "\(scaling.described) makes \(start.grouped) positions × \(times) = \(positions.grouped); it "
        + "changes angles, not what is computed")
    return positions
  }
}

// MARK: Scaling

extension HuggingFaceFields {
  /// How positions beyond the trained ones are reached.
  private struct RotaryScaling {
    let field: String
    let type: String
    let factor: Double?
    /// Positions that the scaling began with.
    let original: Int?

    var described: String { "\(field) (\(QuotedText(type)))" }
  }

  private static let rotaryObjects = ["rope_parameters", "rope_scaling"]

  private static let scalings: Set<String> = [
    "dynamic", "linear", "llama3", "longrope", "su", "yarn",
  ]

  private static let knownMembers: Set<String> = [
    "attention_factor", "beta_fast", "beta_slow", "factor", "high_freq_factor", "long_factor",
    "low_freq_factor", "mscale", "mscale_all_dim", "original_max_position_embeddings",
    "partial_rotary_factor", "rope_theta", "rope_type", "short_factor", "truncate", "type",
  ]

  private mutating func members(
    of field: String
  ) throws(HuggingFaceConfigurationError) -> [String: ParsedJSON] {
    switch value(field) {
    case nil, .null: return [:]
    case .object(let members):
      strangeMembers.formUnion(
        members.keys.filter { !Self.knownMembers.contains($0) }.map { "\(shown(field)).\($0)" })
      return members
    case .some(let value): throw error(field, is: value, expected: "an object")
    }
  }

  private mutating func scaling() throws(HuggingFaceConfigurationError) -> RotaryScaling? {
    let top = try sizeOrNull(
      "original_max_position_embeddings", in: ModelConfiguration.Limits.positions)
    for field in Self.rotaryObjects {
      let members = try members(of: field)
      let key = members["rope_type"] == nil ? "type" : "rope_type"
      guard let value = members[key] else {
        if members["factor"] != nil { strangeMembers.insert("\(shown(field)).factor") }
        continue
      }
      guard case .string(let type) = value else {
        throw error("\(field).\(key)", is: value, expected: "a text")
      }
      guard type != "default" else { continue }
      guard Self.scalings.contains(type) else {
        strangeMembers.insert("\(shown(field)).\(key)")
        continue
      }
      return RotaryScaling(
        field: shown(field), type: type, factor: try factor(members["factor"], of: field),
        original: try original(members["original_max_position_embeddings"], of: field) ?? top)
    }
    return nil
  }

  private func factor(
    _ value: ParsedJSON?, of field: String
  ) throws(HuggingFaceConfigurationError) -> Double? {
    guard let value, value != .null else { return nil }
    return try number(value, of: "\(field).factor", in: 1e-3...1e6)
  }

  private func original(
    _ value: ParsedJSON?, of field: String
  ) throws(HuggingFaceConfigurationError) -> Int? {
    guard let value, value != .null else { return nil }
    return try whole(
      value, of: "\(field).original_max_position_embeddings",
      in: ModelConfiguration.Limits.positions)
  }
}
