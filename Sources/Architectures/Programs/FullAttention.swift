import Operations

extension ArchitectureEntry {
  /// Every position attends to every one that the mask admits.
  public static let full = ArchitectureEntry(
    "full", title: "full attention", source: "Vaswani et al. 2017, arXiv 1706.03762",
    settings: [
      .choice(
        "scores", ["fused", "stored"],
        summary: "Scores within the processor, or in memory as the equation is written.",
        titles: ["stored": "scores stored"])
    ],
    caseParts: [CasePart("mixer") { try AttentionCase($0) }],
    mixer: { context, values in
      SoftmaxAttention(context, scores: ScoreStorage(rawValue: values["scores"]) ?? .fused)
    })
}

/// Projections, attention and output of one layer, as `{"heads": …, "head-width": …}` describes them.
private struct AttentionCase: CaseProgram {
  private let heads: Int
  private let headWidth: Int
  private let mask: AttentionMask
  private let queryKeyValue: CaseLinear
  private let outputLinear: CaseLinear

  init(_ reader: any CaseReader) throws {
    let rows = try reader.shape(ofInput: "hidden")
    heads = try reader.int("heads", in: 1...4096)
    headWidth = try reader.int("head-width", in: 1...65_536)
    mask =
      try reader.text("mask", among: ["full", "causal"], default: "full") == "causal"
      ? .causal : .full
    try reader.check("positions", is: rows.first ?? 0, asIn: "input.hidden")
    let width = rows.last ?? 0
    try reader.check("width", is: width, asIn: "input.hidden")
    queryKeyValue = CaseLinear(
      .queryKeyValue, stacking: ["query", "key", "value"], inputs: width,
      outputs: heads * headWidth, reader)
    outputLinear = CaseLinear(
      .output, stacking: ["output"], inputs: heads * headWidth, outputs: width, reader)
  }

  var parameters: [(parameter: Parameter, layout: CaseLayout)] {
    queryKeyValue.parameters + outputLinear.parameters
  }
  var inputs: [CaseLayout] { ["hidden"] }
  var output: CaseView { "output" }

  func forward<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> CaseResults<E.Tensor> {
    let width = heads * headWidth
    let projected = try engine.linear(inputs[0], queryKeyValue.linear, storedAs: .activation)
    let attended = try engine.attention(
      queries: engine.columns(0..<width, of: projected),
      keys: engine.columns(width..<2 * width, of: projected),
      values: engine.columns(2 * width..<3 * width, of: projected),
      AttentionPattern(heads: heads, headWidth: headWidth, mask: mask))
    return CaseResults(try engine.linear(attended, outputLinear.linear))
  }
}
