import Operations
import Text

// A model as values in what is stored, so that it can be made again without the file it came from.
extension ModelConfiguration {
  /// Every field; those that most models don't have are left out where they have their default.
  package var json: ParsedJSON {
    var members: [String: ParsedJSON] = [:]
    members.set("name", name)
    members.set("family", family)
    members.set("layers", layers)
    members.set("hidden", hidden)
    members.set("heads", heads)
    members.set("key_value_heads", keyValueHeads)
    members.set("head_width", headWidth)
    members.set("feed_forward", feedForward)
    members.set("gated", isGated, unless: false)
    members["experts"] = experts.map {
      .object(["count": $0.count.json, "active": $0.active.json])
    }
    members.set("vocabulary", vocabulary)
    members.set("embedding_width", embeddingWidth)
    members.set("ties_embedding", tiesEmbedding, unless: true)
    members.set("embedding_scale", embeddingScale, unless: 1)
    members["positions"] = positions.json
    members.set("maximum_positions", maximumPositions)
    members.set("token_types", tokenTypes, unless: 0)
    members.set("normalisation", normalisation, unless: .before)
    members.set("norm", norm, unless: .layer)
    members.set("normalises_embedding", normalisesEmbedding, unless: false)
    members.set("parallel", isParallel, unless: false)
    members.set("activation", activation)
    members.set("biases", biases.rawValue, unless: Biases.all.rawValue)
    members.set("mask", mask)
    members["window"] = window.map {
      .object(["length": $0.length.json, "first_layer": $0.firstLayer.json])
    }
    members["head"] = head == .vocabulary ? nil : head.json
    members.set("norm_epsilon", normEpsilon)
    return .object(members)
  }

  /// The model that was stored.
  ///
  /// - Throws: The end of a sentence when a field is missing, of another kind or out of range, or this
  ///   program doesn't know it: then the model isn't what this program would make of the rest.
  package init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    name = try fields.value("name")
    family = try fields.value("family")
    layers = try fields.value("layers")
    hidden = try fields.value("hidden")
    heads = try fields.value("heads")
    keyValueHeads = try fields.value("key_value_heads")
    headWidth = try fields.value("head_width")
    feedForward = try fields.value("feed_forward")
    isGated = try fields.value("gated", default: false)
    experts = try Self.experts(fields.optional("experts"))
    vocabulary = try fields.value("vocabulary")
    embeddingWidth = try fields.value("embedding_width")
    tiesEmbedding = try fields.value("ties_embedding", default: true)
    embeddingScale = try fields.value("embedding_scale", default: 1)
    positions = try PositionEncoding(json: fields.value("positions"))
    maximumPositions = try fields.value("maximum_positions")
    tokenTypes = try fields.value("token_types", default: 0)
    normalisation = try fields.value("normalisation", default: .before)
    norm = try fields.value("norm", default: .layer)
    normalisesEmbedding = try fields.value("normalises_embedding", default: false)
    isParallel = try fields.value("parallel", default: false)
    activation = try fields.value("activation")
    biases = Biases(rawValue: try fields.value("biases", default: Biases.all.rawValue))
    mask = try fields.value("mask")
    window = try Self.window(fields.optional("window"))
    head = try fields.optional("head").map(Head.init(json:)) ?? .vocabulary
    normEpsilon = try fields.value("norm_epsilon")
    if let unknown = fields.rest.keys.min() {
      throw JSONFields.Problem("its \(QuotedText(unknown)) isn't known to this program")
    }
    do throws(ModelConfigurationError) {
      try validated()
    } catch {
      throw JSONFields.Problem(error.description)
    }
  }

  private static func experts(_ json: ParsedJSON?) throws(JSONFields.Problem) -> Experts? {
    guard let json else { return nil }
    var fields = try JSONFields(json)
    return Experts(count: try fields.value("count"), active: try fields.value("active"))
  }

  private static func window(_ json: ParsedJSON?) throws(JSONFields.Problem) -> Window? {
    guard let json else { return nil }
    var fields = try JSONFields(json)
    return Window(
      length: try fields.value("length"), firstLayer: try fields.value("first_layer", default: 0))
  }
}

extension ModelConfiguration.Head {
  fileprivate var json: ParsedJSON {
    switch self {
    case .vocabulary: .string("vocabulary")
    case .maskedVocabulary: .string("masked-vocabulary")
    case .hiddenStates: .string("hidden-states")
    case .pooler: .string("pooler")
    case .classifier(let labels): .object(["classifier": labels.json])
    case .positionLabels(let labels, let hasBias):
      .object(["position_labels": labels.json, "bias": hasBias.json])
    }
  }

  fileprivate init(json: ParsedJSON) throws(JSONFields.Problem) {
    switch json {
    case .string("vocabulary"): self = .vocabulary
    case .string("masked-vocabulary"): self = .maskedVocabulary
    case .string("hidden-states"): self = .hiddenStates
    case .string("pooler"): self = .pooler
    case .object:
      var fields = try JSONFields(json)
      if let labels: Int = try fields.optional("classifier") {
        self = .classifier(labels: labels)
      } else {
        self = .positionLabels(
          try fields.value("position_labels"), hasBias: try fields.value("bias"))
      }
    default: throw JSONFields.Problem("its 'head' isn't known to this program")
    }
  }
}

extension PositionEncoding {
  fileprivate var json: ParsedJSON {
    switch self {
    case .learned(let offset): .object(["learned_offset": offset.json])
    case .rotary(let rotary):
      .object(["rotary_width": rotary.width.json, "rotary_base": rotary.base.json])
    }
  }

  fileprivate init(json: ParsedJSON) throws(JSONFields.Problem) {
    var fields = try JSONFields(json)
    if let offset: Int = try fields.optional("learned_offset") {
      self = .learned(offset: offset)
    } else {
      self = .rotary(
        RotaryEncoding(
          width: try fields.value("rotary_width"), base: try fields.value("rotary_base")))
    }
  }
}

extension AttentionMask: JSONConvertible {}
extension Activation: JSONConvertible {}
extension Norm.Kind: JSONConvertible {}
extension ModelConfiguration.Normalisation: JSONConvertible {}
