import Accounting
import Architectures
import Kernels
import Operations

extension Roof {
  /// The matrices of a layer; bias, activation and residual as a layer has them.
  private static func matrices(of model: ModelConfiguration) -> [Linear] {
    let (hidden, wide) = (model.hidden, model.feedForward)
    let columns = model.queryWidth + 2 * model.keyValueWidth
    return [
      Linear(.queryKeyValue, name: "qkv", inputs: hidden, outputs: columns, bias: true),
      Linear(.output, name: "output", inputs: model.queryWidth, outputs: hidden, bias: true),
      Linear(
        .feedForward, name: "up", inputs: hidden, outputs: model.isGated ? 2 * wide : wide,
        bias: true),
      Linear(.feedForward, name: "down", inputs: wide, outputs: hidden, bias: true),
    ]
  }

  private static func flops(_ layer: Linear, positions: Int) -> Double {
    2 * Double(positions) * Double(layer.inputs) * Double(layer.outputs)
  }

  static func products(
    _ model: ModelConfiguration, positions: Int, on engine: some DeviceEngine
  ) throws -> [Subject] {
    try matrices(of: model).map { layer in
      let x = try input(positions: positions, columns: layer.inputs, of: model, on: engine)
      return Subject(
        name: "product \(positions)x\(layer.inputs)x\(layer.outputs)",
        amount: flops(layer, positions: positions),
        run: {
          _ = try engine.linear(
            x, layer, storedAs: layer.term == .output ? .stream : .activation)
        })
    }
  }

  static func layerProducts(
    _ model: ModelConfiguration, positions: Int, on engine: some DeviceEngine
  ) throws -> Subject {
    let layers = matrices(of: model)
    let inputs = try layers.map {
      try input(positions: positions, columns: $0.inputs, of: model, on: engine)
    }
    // Rows that attention or a product before them yields are activations.
    let (attended, inner) = try (engine.activations(inputs[1]), engine.activations(inputs[3]))
    let residual = try input(positions: positions, columns: model.hidden, of: model, on: engine)
    return Subject(
      name: "all products of a layer",
      amount: layers.reduce(0) { $0 + flops($1, positions: positions) },
      run: {
        _ = try engine.linear(inputs[0], layers[0], storedAs: .activation)
        _ = try engine.linear(attended, layers[1], adding: residual)
        _ = try engine.linear(
          inputs[2], layers[2], activation: model.isGated ? nil : model.activation,
          storedAs: .activation)
        _ = try engine.linear(inner, layers[3], adding: residual)
      })
  }

  static func attention(
    _ model: ModelConfiguration, _ mask: AttentionMask, positions: Int, on engine: some DeviceEngine
  ) throws -> Subject {
    let pattern = AttentionPattern(
      heads: model.heads, keyValueHeads: model.keyValueHeads, headWidth: model.headWidth,
      mask: mask, window: model.window?.length)
    let (queryWidth, keyWidth) = (model.queryWidth, model.keyValueWidth)
    // One matrix of queries, keys and values, as a layer's product leaves it.
    let all = try engine.activations(
      input(positions: positions, columns: queryWidth + 2 * keyWidth, of: model, on: engine))
    let queries = try engine.columns(0..<queryWidth, of: all)
    let keys = try engine.columns(queryWidth..<queryWidth + keyWidth, of: all)
    let values = try engine.columns(queryWidth + keyWidth..<queryWidth + 2 * keyWidth, of: all)
    let pairs = pattern.pairs(queries: positions, keys: positions)
    return Subject(
      name: "attention over \(positions) positions",
      amount: 4 * Double(pairs) * Double(model.queryWidth),
      run: { _ = try engine.attention(queries: queries, keys: keys, values: values, pattern) })
  }

  static func layer(
    _ entry: ArchitectureEntry, _ model: ModelConfiguration,
    _ options: ArchitectureEntry.Options, segments: Int, type: ElementType, threads: Int,
    seed: UInt64, on device: any Device
  ) throws -> Subject {
    let bench = try Workbench(
      model: model, layers: 1, options: options, type: type, threads: threads, seed: seed,
      on: device)
    let cell = bench.cell(entry, segments: segments)
    return Subject(
      name: "\(entry.title), one layer over \(segments) segments",
      amount: Double(try bench.usefulFlops(of: cell)),
      run: { _ = try bench.pass(cell) })
  }

  static func input<E: DeviceEngine>(
    positions: Int, columns: Int, of model: ModelConfiguration, on engine: E
  ) throws -> E.Tensor {
    let rows = try engine.input(at: 0..<positions, width: inputWidth(of: model))
    guard columns < rows.shape.columns else { return rows }
    return try engine.concatenate([engine.columns(0..<columns, of: rows)])
  }

  /// Columns of the widest matrix that a product or attention reads.
  static func inputWidth(of model: ModelConfiguration) -> Int {
    max(model.feedForward, model.hidden, model.queryWidth + 2 * model.keyValueWidth)
  }
}
