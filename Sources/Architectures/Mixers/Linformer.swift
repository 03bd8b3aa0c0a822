import Operations

extension ArchitectureEntry {
  /// Every position attends to a fixed number of sums over all of them, so that the cost is linear.
  public static let linformer = ArchitectureEntry(
    "linformer", title: "Linformer", source: "Wang et al. 2020, arXiv 2006.04768",
    settings: [
      .count(
        "rank", 1...65_536, or: "usual",
        summary: "Rows that keys and values are compressed to; usually 256, the larger of the "
          + "paper's Table 2, and 16 in the released variant, whose file of settings says 32 and "
          + "isn't read."),
      .choice(
        "sharing", ["none", "key-value"],
        summary: "What of E and F is one matrix beside the heads, which share them: nothing, or E "
          + "and F (the paper's section 4). The released variant has one.",
        titles: ["key-value": "E = F"]),
      .count(
        "positions", 1...999_999_999_999, or: "length",
        summary: "The most positions, for which E and F are made; a shorter sequence takes their "
          + "first columns. Usually the sequence's length."),
      .choice(
        "variant", ["published", "released"],
        summary: "As the paper has it, or as google-research/long-range-arena runs it at cd31e5c6: "
          + "E = F, and rank 16 unless another is set.",
        titles: ["released": "as released"]),
    ],
    masks: [.full], isSizedByLength: true,
    caseParts: [CasePart("mixer") { try LinformerCase($0) }],
    mixer: { context, values in
      let isReleased = values["variant"] == "released"
      return Linformer(
        context, rank: values.number("rank") ?? (isReleased ? 16 : 256),
        sharesMatrix: isReleased || values["sharing"] == "key-value",
        positions: values.number("positions"))
    })
}

extension Term {
  /// Keys and values made fewer along the sequence.
  public static let compression = Term("compression")
}

/// `x + softmax(Q K'ᵀ / √headWidth) V' Oᵀ` with `K' = E K` and `V' = F V`.
///
/// E and F, `[rank, positions]`, are learned by each layer and shared by its heads. Keys that a model
/// turns by their positions are turned before they are compressed. Wang et al. 2020, arXiv 2006.04768,
/// equation 7; headwise sharing as in section 4.
public struct Linformer: SequenceMixer {
  private let configuration: ModelConfiguration
  private let projections: AttentionProjections
  private let compression: SequenceCompression

  /// - Parameters:
  ///   - rank: Rows that keys and values are compressed to; more than there are positions is of no
  ///     use, and right.
  ///   - sharesMatrix: Whether E and F are one.
  ///   - positions: The most that E and F are made for; `nil`: the sequence's length, or the model's
  ///     positions where that isn't known.
  public init(
    _ context: LayerContext, rank: Int, sharesMatrix: Bool = false, positions: Int? = nil
  ) {
    configuration = context.model
    projections = AttentionProjections(context)
    compression = SequenceCompression(
      name: "\(context.name).attention", rank: rank,
      positions: positions ?? context.length ?? context.model.maximumPositions,
      sharesMatrix: sharesMatrix)
  }

  public var parameters: [Parameter] { projections.parameters + compression.parameters }

  public func forward<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    guard pass.mask == .full else {
      throw ArchitectureError(
        "Linformer's compressed keys are sums over all positions, so it can't be causal; give it "
          + "a full mask")
    }
    guard pass.positions.lowerBound == 0 else { throw ArchitectureError.bidirectional }
    // One expression, so that keys and values go when they are compressed.
    return try projections.output(
      of: attend(compressed(projections.projected(x, pass, on: engine), on: engine), on: engine),
      adding: x, on: engine)
  }

  /// Queries `[positions, query width]`, and K' and V' `[rank, key width]`.
  private func compressed<E: Engine>(
    _ projected: AttentionProjections.Projected<E.Tensor>, on engine: E
  ) throws -> [E.Tensor] {
    [
      try projected.queries(on: engine),
      try compression.keys(projected.keys(on: engine), on: engine),
      try compression.values(projected.values, on: engine),
    ]
  }

  /// `softmax(Q K'ᵀ / √headWidth) V'`: `[positions, query width]`.
  private func attend<E: Engine>(_ parts: [E.Tensor], on engine: E) throws -> E.Tensor {
    try engine.attention(
      queries: parts[0], keys: parts[1], values: parts[2],
      AttentionPattern(
        heads: configuration.heads, keyValueHeads: configuration.keyValueHeads,
        headWidth: configuration.headWidth, mask: .full))
  }
}

/// E and F, which make `rank` rows of keys and values of all positions.
private struct SequenceCompression: Sendable {
  /// E: `[rank, positions]`.
  let ofKeys: Parameter
  /// F, of the same shape; E where they are one.
  let ofValues: Parameter

  init(name: String, rank: Int, positions: Int, sharesMatrix: Bool) {
    func matrix(_ name: String) -> Parameter {
      Parameter(
        name, .matrix, rows: rank, columns: positions,
        standardDeviation: 1 / Float(positions).squareRoot())
    }
    ofKeys = matrix("\(name).\(sharesMatrix ? "" : "key-")compression.weight")
    ofValues = sharesMatrix ? ofKeys : matrix("\(name).value-compression.weight")
  }

  var parameters: [Parameter] { ofKeys == ofValues ? [ofKeys] : [ofKeys, ofValues] }

  /// `E K`: `[positions, key width]` to `[rank, key width]`.
  func keys<E: Engine>(_ keys: E.Tensor, on engine: E) throws -> E.Tensor {
    try compressed(keys, by: ofKeys, on: engine)
  }

  /// `F V`: `[positions, key width]` to `[rank, key width]`.
  func values<E: Engine>(_ values: E.Tensor, on engine: E) throws -> E.Tensor {
    try compressed(values, by: ofValues, on: engine)
  }

  /// Fewer positions than the matrix has columns take the first of them, where they stand.
  private func compressed<E: Engine>(
    _ x: E.Tensor, by matrix: Parameter, on engine: E
  ) throws -> E.Tensor {
    let (count, most) = (x.shape.rows, matrix.shape.columns)
    guard count <= most else {
      throw ArchitectureError(
        "Linformer's E and F are made for \(most) positions, and \(count) are given; set "
          + "linformer:positions=\(count) or more, or give it fewer positions")
    }
    return try engine.result(
      MatrixProduct(.compression, storedAs: .activation),
      engine.columns(0..<count, of: engine.parameter(matrix)), x)
  }
}

/// Projections, compression, attention and output of one layer, as
/// `{"heads": …, "head-width": …, "rank": …, "maximum-positions": …}` describes them.
private struct LinformerCase: CaseProgram {
  private let heads: Int
  private let headWidth: Int
  /// Whether the case's compressed keys are `[heads, rank, headWidth]`, not side by side.
  private let isReleased: Bool
  private let queryKeyValue: CaseLinear
  private let outputLinear: CaseLinear
  private let compression: SequenceCompression
  private let layouts: [CaseLayout]

  init(_ reader: any CaseReader) throws {
    let rows = try reader.shape(ofInput: "hidden")
    heads = try reader.int("heads", in: 1...4096)
    headWidth = try reader.int("head-width", in: 1...65_536)
    let (positions, width) = (rows.first ?? 0, rows.last ?? 0)
    try reader.check("positions", is: positions, asIn: "input.hidden")
    try reader.check("width", is: width, asIn: "input.hidden")
    let variant = try reader.text(
      "variant", among: ["published", "released"], default: "published")
    isReleased = variant == "released"
    let sharing = try reader.text(
      "sharing", among: ["none", "key-value"], default: isReleased ? "key-value" : "none")
    if isReleased, sharing == "none" {
      throw reader.problem(
        "the released variant has one matrix for keys and values; leave out the setting 'sharing'")
    }
    layouts = try Self.layouts(isShared: sharing == "key-value", reader)
    compression = SequenceCompression(
      name: "case", rank: try reader.int("rank", in: 1...65_536),
      positions: try Self.most(reader, atLeast: positions), sharesMatrix: layouts.count == 1)
    queryKeyValue = CaseLinear(
      .queryKeyValue, stacking: ["query", "key", "value"], inputs: width,
      outputs: heads * headWidth, reader)
    outputLinear = CaseLinear(
      .output, stacking: ["output"], inputs: heads * headWidth, outputs: width, reader)
    try checkBiases(reader)
  }

  /// For how many positions the matrices are made.
  private static func most(_ reader: any CaseReader, atLeast positions: Int) throws -> Int {
    let most = try reader.int("maximum-positions", in: 1...Int(Int32.max))
    guard positions <= most else {
      throw reader.problem(
        "'input.hidden' has \(positions) positions, and the setting 'maximum-positions' is "
          + "\(most); use a file whose settings and tensors are of one run")
    }
    return most
  }

  /// Where E and F are, `[positions, rank]` in a case.
  private static func layouts(isShared: Bool, _ reader: any CaseReader) throws -> [CaseLayout] {
    func layout(_ name: String) -> CaseLayout { CaseLayout(CaseView(name).transposed) }
    guard isShared else { return [layout("key.compression"), layout("value.compression")] }
    guard reader.shape(ofWeight: "value.compression") == nil else {
      throw reader.problem(
        "'weight.value.compression' is a matrix of its own, and by the settings keys and values "
          + "share one; use a file whose settings and tensors are of one run")
    }
    let isUnnamed = reader.shape(ofWeight: "key.compression") == nil
    return [layout(isUnnamed ? "compression" : "key.compression")]
  }

  /// Some biases and not others would be left out in silence.
  private func checkBiases(_ reader: any CaseReader) throws {
    let names = ["query", "key", "value", "output"]
    let biased = names.filter { reader.shape(ofWeight: "\($0).bias") != nil }
    let inner = biased.filter { $0 != "output" }
    guard isReleased ? biased == names : inner.isEmpty || inner.count == 3 else {
      throw reader.problem(
        "only \(biased.isEmpty ? "none" : biased.joined(separator: ", ")) of \(names.joined(separator: ", ")) "
          + "have a bias; give it to query, key and value together"
          + (isReleased ? ", and to output, as the released variant does" : ""))
    }
  }

  var parameters: [(parameter: Parameter, layout: CaseLayout)] {
    queryKeyValue.parameters + outputLinear.parameters
      + zip(compression.parameters, layouts).map { ($0, $1) }
  }
  var inputs: [CaseLayout] { ["hidden"] }
  var output: CaseView { "output" }

  func forward<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> CaseResults<E.Tensor> {
    let width = heads * headWidth
    let projected = try engine.linear(inputs[0], queryKeyValue.linear, storedAs: .activation)
    let keys = try compression.keys(
      engine.columns(width..<2 * width, of: projected), on: engine)
    let values = try compression.values(
      engine.columns(2 * width..<3 * width, of: projected), on: engine)
    let attended = try engine.attention(
      queries: engine.columns(0..<width, of: projected), keys: keys, values: values,
      AttentionPattern(heads: heads, headWidth: headWidth, mask: .full))
    return CaseResults(
      try engine.linear(attended, outputLinear.linear),
      intermediates: [
        try intermediate("key_compressed", keys, on: engine),
        try intermediate("value_compressed", values, on: engine),
      ])
  }

  /// Compressed rows in the case's order: `[rank, width]`, or head after head.
  private func intermediate<E: Engine>(
    _ name: String, _ rows: E.Tensor, on engine: E
  ) throws -> (view: CaseView, tensor: E.Tensor) {
    guard isReleased else { return (CaseView(name), rows) }
    let byHead = try (0..<heads).map { head in
      try engine.columns(head * headWidth..<(head + 1) * headWidth, of: rows)
    }
    return (CaseView(name).rowAxes(2), try engine.concatenate(byHead, along: .rows))
  }
}
