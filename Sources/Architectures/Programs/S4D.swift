import Operations

/// `x + GLU(W GELU(kernel * u + D u) + b)` with u the normalised rows: a diagonal linear state space for
/// each channel, the gate mixing the channels (S4D, Gu et al., arXiv 2206.11893).
///
/// Under a causal mask a position sees itself and those before it. Without one, as in the authors'
/// configurations for the Long Range Arena, a second kernel looks at those that follow. As a
/// convolution it takes n log n steps and as a scan n, of the same result; decoding is always a scan,
/// whose state is all that is kept.
public struct S4D: SequenceMixer {
  /// How the state space is computed.
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// As a convolution by fast Fourier transforms.
    case fft
    /// As a recurrence.
    case scan
  }

  private let name: String
  private let mask: AttentionMask
  private let states: StateSpaceParameters
  private let method: Method
  private let derived: Derived
  private let output: GatedOutput

  /// - Parameter states: N, an even number of real states: half as many complex ones.
  public init(
    _ context: LayerContext, states: Int = 64, method: Method = .fft, kernel: Derived = .cached
  ) {
    name = context.name
    mask = context.mask
    self.method = method
    derived = kernel
    self.states = StateSpaceParameters(
      DiagonalStateSpace(isBidirectional: context.mask == .full), name: "\(name).state-space",
      states: states / 2, channels: context.model.hidden)
    output = GatedOutput(name: "\(name).state-space.mix", width: context.model.hidden)
  }

  public var parameters: [Parameter] { states.all + output.linear.parameters }

  public func state(after positions: Int) -> [SequenceState] {
    let modes = states.modes
    let part = SequenceState(.recurrent, rows: modes.rows, columns: modes.columns)
    return [part, part]
  }

  public func forward<E: Engine>(
    _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    guard pass.mask == mask else {
      throw ArchitectureError(
        "\(name) has the kernels of a \(mask) mask, and is computed under a \(pass.mask) one; "
          + "make the model for that")
    }
    return try projected(
      mixed(pass.normalised(x, on: engine), pass, on: engine), x, pass, on: engine)
  }

  /// What looks at each row alone, in chunks.
  private func projected<E: Engine>(
    _ mixed: E.Tensor, _ x: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    try engine.overRows(pass.positions.count, atOnce: pass.rowsAtOnce) { rows in
      try engine.result(
        Addition(output.term),
        output.forward(engine.rows(rows, of: mixed), on: engine), engine.rows(rows, of: x))
    }
  }

  /// `kernel * u + D u`: `[positions, channels]` to the same.
  private func mixed<E: Engine>(
    _ u: E.Tensor, _ pass: LayerPass, on engine: E
  ) throws -> E.Tensor {
    guard engine.keepsCache, !states.space.isBidirectional else {
      return try states.mixed(u, method, derived, on: engine)
    }
    // A pass over what stands at the beginning gives what it gives without a cache, and its state.
    let isFirst = pass.positions.lowerBound == 0
    guard isFirst, method == .fft else {
      return try scanned(u, continues: !isFirst, on: engine)
    }
    _ = try scanned(u, continues: false, on: engine)
    return try states.mixed(u, .fft, derived, on: engine)
  }

  /// The same as a recurrence whose state is kept.
  private func scanned<E: Engine>(
    _ u: E.Tensor, continues: Bool, on engine: E
  ) throws -> E.Tensor {
    let names = ["\(name).state.real", "\(name).state.imaginary"]
    let modes = states.modes
    let results = try engine.perform(
      StateSpaceScan(states.space, factors: derived, continues: continues, handsOn: true),
      on: states.inputs(u, on: engine)
        + (continues
          ? names.map { try engine.kept($0, rows: modes.rows, width: modes.columns) } : []))
    for (name, part) in zip(names, results[1...]) {
      _ = try engine.extended(name, after: 0, by: part)
    }
    return results[0]
  }
}

/// The parameters of a diagonal state space and of the skip beside it.
private struct StateSpaceParameters: Sendable {
  let space: DiagonalStateSpace
  /// D, and then those of the state space in their order.
  let all: [Parameter]

  /// Complex states, and channels.
  var modes: Shape { all[2].shape }

  /// Drawn about as S4D-Lin begins (section 4.2): Re A = -1/2, Im A anywhere among π times
  /// 0 ..< states, which the paper has each once, C and D of variance 1, and Δ from 0.001 to 0.1, its
  /// logarithm uniform.
  init(_ space: DiagonalStateSpace, name: String, states: Int, channels: Int) {
    self.space = space
    func parameter(_ part: String, _ rows: Int, mean: Float, deviation: Float) -> Parameter {
      Parameter(
        "\(name).\(part)", .bias, rows: rows, columns: channels, mean: mean,
        standardDeviation: deviation)
    }
    // From 0 to twice the mean; ln 0.001 = -6.908, ln 0.1 = -2.303.
    let turn = Float.pi / 2 * Float(states)
    let half = Float(0.5).squareRoot()
    let outputs = states * space.directions
    all =
      [
        parameter("skip", 1, mean: 0, deviation: 1),
        parameter("log-step", 1, mean: -4.605, deviation: 2.303 / Float(3).squareRoot()),
        parameter("log-decay", states, mean: -0.693, deviation: 0),
        parameter("turn", states, mean: turn, deviation: turn / Float(3).squareRoot()),
        parameter("output.real", outputs, mean: 0, deviation: half),
        parameter("output.imaginary", outputs, mean: 0, deviation: half),
      ]
      + (space.hasInput
        ? [
          parameter("input.real", states, mean: 1, deviation: half),
          parameter("input.imaginary", states, mean: 0, deviation: half),
        ] : [])
  }

  func inputs<E: Engine>(_ u: E.Tensor, on engine: E) throws -> [E.Tensor] {
    try [u] + all.map { try engine.parameter($0) }
  }

  /// `kernel * u + D u`, of a whole sequence: `[positions, channels]` to the same.
  func mixed<E: Engine>(
    _ u: E.Tensor, _ method: S4D.Method, _ derived: Derived, on engine: E
  ) throws -> E.Tensor {
    let inputs = try inputs(u, on: engine)
    switch method {
    case .fft:
      return try engine.perform(StateSpaceConvolution(space, kernel: derived), on: inputs)[0]
    case .scan: return try engine.perform(StateSpaceScan(space, factors: derived), on: inputs)[0]
    }
  }
}

/// `GLU(W GELU(y) + b)`: one half of the columns times the logistic function of the other.
private struct GatedOutput: Sendable {
  let term = Term("gated-output")
  /// `[2 · width, width]`; the rows that make the gate come first.
  let linear: Linear

  init(name: String, width: Int) {
    linear = Linear(term, name: name, inputs: width, outputs: 2 * width, bias: true)
  }

  func activated<E: Engine>(_ y: E.Tensor, on engine: E) throws -> E.Tensor {
    try engine.result(Mapping(.activation(.gelu), term), y)
  }

  func forward<E: Engine>(_ y: E.Tensor, on engine: E) throws -> E.Tensor {
    try engine.result(
      Gating(.logistic, term), engine.linear(activated(y, on: engine), linear))
  }
}

extension ArchitectureEntry {
  /// A diagonal state space in attention's place.
  public static let s4d = ArchitectureEntry(
    "s4d", title: "S4D", source: "Gu et al., arXiv 2206.11893",
    settings: [
      .count(
        "states", 2...65_536, multipleOf: 2, default: 64,
        summary: "Real states of a channel, N; 64 in the paper."),
      .choice(
        "method", ["fft", "scan"],
        summary: "A convolution by Fourier transforms, or a recurrence; decoding is always one.",
        titles: ["scan": "as a scan"]),
      .choice(
        "kernel", ["cached", "generated"],
        summary: "What depends on parameters alone is kept from the first pass on, or made anew.",
        titles: ["generated": "kernel generated"]),
    ],
    caseParts: [
      // The layer is s4d.py's, the mixer s4.py's, which subtracts Im A.
      CasePart("layer") { try S4DCase($0, isLayer: true) },
      CasePart("mixer") { try S4DCase($0, isLayer: false) },
    ],
    mixer: { context, values in
      S4D(
        context, states: values.count("states"),
        method: S4D.Method(rawValue: values["method"]) ?? .fft,
        kernel: Derived(rawValue: values["kernel"]) ?? .cached)
    })
}

/// The state space of another program, with `GELU(kernel * u + D u)` for its mixer and the gated output
/// after it for its layer; sequences are `[channels, positions]`.
private struct S4DCase: CaseProgram {
  private let states: StateSpaceParameters
  /// `nil` for the mixer alone.
  private let gated: GatedOutput?
  private let positions: Int

  init(_ reader: any CaseReader, isLayer: Bool) throws {
    let input = try reader.shape(ofInput: "u")
    guard input.count == 2, input[0] > 0, input[1] > 0 else {
      throw reader.problem(
        "'input.u' has the shape \(input); it must be that of channels and positions")
    }
    let channels = input[0]
    positions = input[1]
    try reader.check("H", is: channels, asIn: "input.u")
    try reader.check("L", is: positions, asIn: "input.u")
    let isBidirectional =
      try reader.text("direction", among: ["causal", "both"], default: "causal") == "both"
    guard try reader.double("dropout", in: 0...1, default: 0) == 0 else {
      throw reader.problem(
        "the setting 'dropout' isn't 0, and what was dropped can't be known; use a case without")
    }
    let hasInput = ["B.real", "B.imag"].contains { reader.shape(ofWeight: $0) != nil }
    states = StateSpaceParameters(
      DiagonalStateSpace(
        hasInput: hasInput, isConjugate: !isLayer, isBidirectional: isBidirectional),
      name: "state-space", states: try Self.pairs(reader), channels: channels)
    gated = isLayer ? GatedOutput(name: "output", width: channels) : nil
  }

  /// How many pairs of conjugates there are: half of the real states.
  private static func pairs(_ reader: any CaseReader) throws -> Int {
    let name = "log_A_real"
    guard let shape = reader.shape(ofWeight: name), shape.count == 2,
      (1...32_768).contains(shape[1])
    else {
      throw reader.problem(
        "'weight.\(name)' has to be there, one row for each channel, of 1 to 32,768 pairs of states"
      )
    }
    let pairs = shape[1]
    try reader.check("pairs", is: pairs, asIn: "weight.\(name)")
    let states = try reader.int("N", in: 1...65_536, default: 2 * pairs)
    guard states.isMultiple(of: 2) else {
      throw reader.problem(
        "the setting 'N' is \(states), and states come in pairs of conjugates; it must be even")
    }
    guard states == 2 * pairs else {
      throw reader.problem(
        "the setting 'N' is \(states), and 'weight.\(name)' has \(pairs) pairs, which are "
          + "\(2 * pairs) states; use a file whose settings and tensors are of one run")
    }
    return pairs
  }

  var parameters: [(parameter: Parameter, layout: CaseLayout)] {
    func modes(_ tensor: String) -> CaseLayout { CaseLayout(CaseView(tensor).transposed) }
    func outputs(_ tensor: String) -> CaseLayout {
      guard states.space.isBidirectional else { return modes(tensor) }
      let view = CaseView(tensor)
      return .stacked(view.at(0).transposed, view.at(1).transposed)
    }
    let layouts: [CaseLayout] =
      ["D", "log_dt", modes("log_A_real"), modes("A_imag"), outputs("C.real"), outputs("C.imag")]
      + (states.space.hasInput ? [modes("B.real"), modes("B.imag")] : [])
    return zip(states.all, layouts).map { ($0, $1) } + (gated.map(Self.parameters) ?? [])
  }

  /// The second half of the case's rows makes the gate.
  private static func parameters(
    of gated: GatedOutput
  ) -> [(parameter: Parameter, layout: CaseLayout)] {
    let width = gated.linear.inputs
    let weight = CaseView("output_linear.weight")
    let bias = CaseView("output_linear.bias").rowAxes(1)
    let layouts: [CaseLayout] = [
      .stacked(weight.rows(width..<2 * width), weight.rows(0..<width)),
      .sideBySide(
        bias.rows(width..<2 * width).transposed, bias.rows(0..<width).transposed),
    ]
    return zip(gated.linear.parameters, layouts).map { ($0, $1) }
  }

  var inputs: [CaseLayout] { [CaseLayout(CaseView("u").transposed)] }
  var output: CaseView { CaseView("output").transposed }

  func forward<E: Engine>(_ inputs: [E.Tensor], on engine: E) throws -> CaseResults<E.Tensor> {
    let mixed = try states.mixed(inputs[0], .fft, .generated, on: engine)
    return CaseResults(
      try gated?.forward(mixed, on: engine)
        ?? engine.result(
          Mapping(.activation(.gelu), .longConvolution), mixed),
      intermediates: try [kernel(on: engine), (CaseView("convolution").transposed, mixed)]
        + (states.space.isBidirectional ? [] : steps(inputs[0], on: engine)))
  }

  /// The kernels side by side.
  private func kernel<E: Engine>(on engine: E) throws -> (view: CaseView, tensor: E.Tensor) {
    let parameters = try states.all.dropFirst().map { try engine.parameter($0) }
    let kernels = try engine.perform(
      StateSpaceKernel(states.space, positions: positions), on: parameters)
    let view = CaseView("kernel").rowAxes(states.space.directions).transposed
    return (view, try engine.concatenate(kernels, along: .columns))
  }

  /// The recurrence, and its states after the first, the middle and the last position.
  private func steps<E: Engine>(
    _ u: E.Tensor, on engine: E
  ) throws -> [(view: CaseView, tensor: E.Tensor)] {
    var rows: [E.Tensor] = []
    var state: [E.Tensor] = []
    var results: [(view: CaseView, tensor: E.Tensor)] = []
    let ends = [("first", 1), ("middle", positions / 2 + 1), ("last", positions)]
    var done = 0
    for (place, end) in ends {
      if end > done {
        let scan = StateSpaceScan(
          states.space, factors: .generated, continues: done > 0, handsOn: true)
        let part = try engine.perform(
          scan, on: states.inputs(engine.rows(done..<end, of: u), on: engine) + state)
        (rows, state, done) = (rows + part[..<1], Array(part[1...]), end)
      }
      for (name, tensor) in zip(["real", "imag"], state) {
        results.append((CaseView("step.state.\(place).\(name)").transposed, tensor))
      }
    }
    return results + [(CaseView("step.convolution").transposed, try engine.concatenate(rows))]
  }
}
