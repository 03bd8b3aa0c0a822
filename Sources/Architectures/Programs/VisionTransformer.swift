import Operations

/// ViT: patches of an image, and a row for the class before them, through a Transformer; a class out.
///
///     z = [class; x₁Eᵀ + b; …; xₙEᵀ + b] + positions      equation 1
///     z ← MSA(LN(z)) + z,  z ← MLP(LN(z)) + z              equations 2 and 3, layer by layer
///     y = LN(z) of the class,  scores = y Wᵀ + c           equation 4, and fine-tuning's one layer
///
/// Dosovitskiy et al. 2020, arXiv 2010.11929, section 3.1. Sizes are the model's: layers, width,
/// heads, feed-forward, epsilon of norms. In place of what else the model says stands what ViT says:
/// layer norms before attention and feed-forward and once at the end, GELU without a gate, biases, a
/// head of keys and values for each of queries, a learned table of positions, no mask, no window, no
/// vocabulary.
///
/// Positions are the class and the patches. The layers alone read rows, as those of others do.
public struct VisionTransformer: Architecture {
  /// What a ViT has beside the model's sizes.
  public struct Settings: Hashable, Sendable {
    /// Pixels on a side of a patch.
    public var patch: Int
    /// Colours of a pixel.
    public var channels: Int
    /// Outputs of the head.
    public var classes: Int
    /// Pixels on a side of the image; `nil` for an image of as many patches as the positions say.
    public var image: Int?

    /// - Parameters:
    ///   - patch: 16 in ViT-B/16, table 1 and section 4.1.
    ///   - classes: 1000 in ImageNet.
    public init(patch: Int = 16, channels: Int = 3, classes: Int = 1000, image: Int? = nil) {
      self.patch = patch
      self.channels = channels
      self.classes = classes
      self.image = image
    }

    /// The patches of an image whose size is set.
    fileprivate func patches() throws(EngineError) -> ImagePatches? {
      guard let image else { return nil }
      return try ImagePatches(channels: channels, height: image, width: image, side: patch)
    }

    /// The class and the patches of such an image; `nil` where patches don't divide it.
    fileprivate var positions: Int? { (try? patches()).flatMap { $0 }.map { 1 + $0.count } }
  }

  /// What stands before the layers and after them.
  private struct Ends: Sendable {
    /// `[hidden, channels · patch²]`, a patch's pixels channel by channel.
    let patches: Linear
    /// `[1, hidden]`.
    let classRow: Parameter
    /// `[1 + patches, hidden]`.
    let positions: Parameter
    /// `[classes, hidden]`; `nil` where the rows are asked for.
    let head: Linear?

    init(_ model: Transformer, _ settings: Settings, length: Int) {
      let hidden = model.configuration.hidden
      patches = Linear(
        .projectIn, name: "image.patches",
        inputs: settings.channels * settings.patch * settings.patch, outputs: hidden, bias: true)
      classRow = Parameter(
        "image.class", .position, rows: 1, columns: hidden, standardDeviation: 1)
      positions = Parameter(
        "image.positions", .position, rows: length, columns: hidden, standardDeviation: 0.1)
      head =
        model.logits == .none
        ? nil
        : Linear(
          .classifier, name: "image.head", inputs: hidden, outputs: settings.classes, bias: true)
    }

    var parameters: [Parameter] {
      patches.parameters + [classRow, positions] + (head?.parameters ?? [])
    }
  }

  /// The layers, and the norm after them.
  public let model: Transformer
  private let settings: Settings
  /// `nil` for the layers alone.
  private let ends: Ends?

  /// - Parameters:
  ///   - model: Whose sizes it takes, and how much of it: a whole model or the layers alone.
  ///   - length: The class and the patches, where that is known; else the model's positions.
  public init(_ model: Transformer, _ settings: Settings = Settings(), length: Int? = nil) {
    let length = settings.positions ?? length ?? model.configuration.maximumPositions
    self.settings = settings
    self.model = Transformer(
      Self.configuration(model.configuration, length: length), scope: .layers(model.layerCount),
      logits: model.logits, rowsAtOnce: model.rowsAtOnce)
    ends = model.scope == .wholeModel ? Ends(self.model, settings, length: length) : nil
  }

  /// The model's sizes and ViT's choices.
  private static func configuration(
    _ model: ModelConfiguration, length: Int
  ) -> ModelConfiguration {
    var model = model
    (model.keyValueHeads, model.embeddingWidth) = (model.heads, model.hidden)
    (model.experts, model.window, model.isGated, model.isParallel) = (nil, nil, false, false)
    (model.normalisation, model.norm, model.normalisesEmbedding) = (.before, .layer, false)
    (model.activation, model.biases, model.mask) = (.gelu, .all, .full)
    (model.positions, model.maximumPositions) = (.learned(offset: 0), length)
    (model.tokenTypes, model.head) = (0, .hiddenStates)
    return model
  }

  public var input: ProgramInput { ends.map { .rows(width: $0.patches.inputs) } ?? model.input }

  public var onlyLength: Int? { ends.flatMap { _ in settings.positions } }

  public var ownParameters: [Parameter] { ends?.parameters ?? [] }

  public func state(after positions: Int) -> [SequenceState] { [] }

  /// Hands out the class's scores `[1, classes]`, or all rows where no logits are asked for.
  public func forward<E: Engine>(
    _ positions: Range<Int>, on engine: E, memory _: (Range<Int>, E.Tensor) throws -> Void,
    output: (Range<Int>, E.Tensor) throws -> Void
  ) throws {
    guard positions.lowerBound == 0 else { throw ArchitectureError.bidirectional }
    guard let ends else {
      return try output(
        positions, encode(engine.input(at: positions, width: model.width), on: engine))
    }
    try check(positions.count)
    let encoded = try encode(
      joined(projected(positions.count - 1, ends, on: engine), ends, on: engine), on: engine)
    guard let head = ends.head else { return try output(positions, encoded) }
    try output(positions, engine.linear(engine.rows(0..<1, of: encoded), head))
  }

  /// Refuses another number of positions than an image has whose size is set.
  private func check(_ positions: Int) throws {
    guard let image = try settings.patches(), positions != 1 + image.count else { return }
    throw ArchitectureError(
      "an image of \(image.height) × \(image.width) pixels is \(image.count) patches of "
        + "\(image.side) × \(image.side), which are \(1 + image.count) positions with the class, not "
        + "\(positions); make the length \(1 + image.count), or leave out the image's size")
  }

  /// So many patches of the input as rows `[patches, hidden]`; none where the class stands alone.
  private func projected<E: Engine>(
    _ patches: Int, _ ends: Ends, on engine: E
  ) throws -> [E.Tensor] {
    guard patches > 0 else { return [] }
    return [
      try engine.linear(engine.input(at: 0..<patches, width: ends.patches.inputs), ends.patches)
    ]
  }

  /// The class and the patches below it, with their positions: `[1 + patches, hidden]`.
  private func joined<E: Engine>(
    _ projected: [E.Tensor], _ ends: Ends, on engine: E
  ) throws -> E.Tensor {
    try engine.add(
      .consecutive(from: 0), of: ends.positions,
      to: engine.concatenate([engine.parameter(ends.classRow)] + projected))
  }

  /// Through the layers and the norm after them.
  private func encode<E: Engine>(_ rows: E.Tensor, on engine: E) throws -> E.Tensor {
    try model.encode(rows, at: 0..<rows.shape.rows, mask: .full, on: engine)
  }

  /// The rows of a whole image: patches `[patches, channels · patch²]` to `[1 + patches, hidden]`.
  fileprivate func encoded<E: Engine>(patches: E.Tensor, on engine: E) throws -> E.Tensor {
    guard let ends else { return try encode(patches, on: engine) }
    return try encode(
      joined([engine.linear(patches, ends.patches)], ends, on: engine), on: engine)
  }
}

extension ArchitectureEntry {
  public static let visionTransformer = ArchitectureEntry(
    "vit", title: "ViT", source: "Dosovitskiy et al. 2020, arXiv 2010.11929",
    settings: [
      .count(
        "patch", 1...128, default: 16,
        summary: "Pixels on a side of a patch; 16 in ViT-B/16, section 4.1."),
      .count(
        "channels", 1...256, default: 3,
        summary: "Colours of a pixel; three in section 4.1's images."),
      .count(
        "image", 1...65_536, or: "length",
        summary: "Pixels on a side of the image, 224 in pre-training, table 3; it is patches and "
          + "the class that are the positions. Usually an image of as many patches as there are "
          + "positions."),
      .count(
        "classes", 1...1 << 20, default: 1000,
        summary: "Outputs of the head; 1000 in ImageNet, section 4.1."),
    ],
    masks: [.full], isSizedByLength: true, caseParts: [CasePart("model") { try VisionCase($0) }],
    program: { model, options, values in
      VisionTransformer(
        model,
        .init(
          patch: values.count("patch"), channels: values.count("channels"),
          classes: values.count("classes"), image: values.number("image")),
        length: options.length)
    })
}

/// Pixels to the rows after the final norm, as `{"channels": …, "epsilon": …, "feed-width": …,
/// "heads": …, "image": [rows, columns], "layers": …, "patch": …, "width": …}` describes them.
private struct VisionCase: CaseProgram {
  private let program: VisionTransformer
  private let patch: Int

  init(_ reader: any CaseReader) throws {
    let image = try Self.image(reader)
    patch = image.side
    let width = try reader.shape(ofWeight: "class")?.last ?? reader.int("width", in: 1...1 << 20)
    try reader.check("width", is: width, asIn: "weight.class")
    let heads = try reader.int("heads", in: 1...4096)
    guard width.isMultiple(of: heads) else {
      throw reader.problem("has rows of \(width) columns, which \(heads) heads don't divide")
    }
    let feed =
      try reader.shape(ofWeight: "layers.0.feed1.weight")?.first
      ?? reader.int("feed-width", in: 1...1 << 20)
    try reader.check("feed-width", is: feed, asIn: "weight.layers.0.feed1.weight")
    let layers = try reader.int("layers", in: 1...10_000)
    let epsilon = try reader.double("epsilon", in: 1e-30...1, default: 1e-12)
    let model = ModelConfiguration(
      name: "vit", family: "vit", layers: layers, hidden: width, heads: heads,
      keyValueHeads: heads, headWidth: width / heads, feedForward: feed, vocabulary: 1,
      embeddingWidth: width, positions: .learned(offset: 0), maximumPositions: 1 + image.count,
      activation: .gelu, normEpsilon: Float(epsilon))
    program = VisionTransformer(
      Transformer(model, logits: .none), .init(patch: image.side, channels: image.channels),
      length: 1 + image.count)
  }

  /// The patches of the input's images, if the settings say the same.
  private static func image(_ reader: any CaseReader) throws -> ImagePatches {
    let axes = try reader.shape(ofInput: "pixels")
    guard axes.count == 3 else {
      throw reader.problem(
        "input.pixels has axes \(axes) beside the samples'; they must be channels, rows, columns")
    }
    try reader.check("channels", is: axes[0], asIn: "input.pixels")
    if reader.has("image"), try reader.ints("image", in: 1...65_536) != Array(axes.dropFirst()) {
      throw reader.problem(
        "the setting image isn't the size of input.pixels, \(axes[1]) × \(axes[2]); use a file "
          + "whose settings and tensors are of one run")
    }
    let side = try reader.int("patch", in: 1...65_536)
    do throws(EngineError) {
      return try ImagePatches(channels: axes[0], height: axes[1], width: axes[2], side: side)
    } catch {
      throw reader.problem("\(error)")
    }
  }

  var parameters: [(parameter: Parameter, layout: CaseLayout)] {
    (program.ownParameters + program.model.parameters).map { ($0, Self.layout($0.name)) }
  }
  var inputs: [CaseLayout] { [CaseLayout(CaseView("pixels").patches(patch))] }
  var output: CaseView { "output" }

  func forward<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> CaseResults<E.Tensor> {
    CaseResults(try program.encoded(patches: inputs[0], on: engine))
  }

  /// What the case calls the maps and norms whose names end so.
  private static let names: [(ending: String, inCase: [String])] = [
    ("attention.qkv", ["query", "key", "value"]), ("attention.output", ["output"]),
    ("attention.norm", ["norm1"]), ("feed-forward.up", ["feed1"]),
    ("feed-forward.down", ["feed2"]), ("feed-forward.norm", ["norm2"]), ("final-norm", ["norm"]),
    ("image.patches", ["patch"]),
  ]

  /// Where a parameter's values are: `layers.0.attention.qkv.bias` beside each other in
  /// `layers.0.query.bias`, `layers.0.key.bias` and `layers.0.value.bias`.
  private static func layout(_ name: String) -> CaseLayout {
    if name == "image.class" { return "class" }
    if name == "image.positions" { return CaseLayout(CaseView("positions").rowAxes(2)) }
    let kind = name.split(separator: ".").last ?? ""
    let stem = name.dropLast(kind.count + 1)
    let isRow = kind != "weight"
    let suffix = kind == "bias" || kind == "shift" ? "bias" : "weight"
    guard let (ending, inCase) = names.first(where: { stem.hasSuffix($0.ending) }) else {
      return CaseLayout(CaseView(name))
    }
    return CaseLayout(
      inCase.map { CaseView("\(stem.dropLast(ending.count))\($0).\(suffix)") },
      isRow ? .sideBySide : .stacked)
  }
}
