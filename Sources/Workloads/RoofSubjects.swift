import Architectures
import Kernels
import Operations

/// The kernels that are measured in one type on one number of threads, each on an engine of its own.
struct RoofSubjects {
  private let setting: Roof.Setting
  private let type: ElementType
  private let threads: Int

  init(_ setting: Roof.Setting, _ type: ElementType, threads: Int) {
    self.setting = setting
    self.type = type
    self.threads = threads
  }

  private var model: ModelConfiguration { setting.model }
  private var segment: Int { setting.memory.segmentLength }

  /// Rows of input that repeat from then on.
  private static let inputPeriod = 512
  /// Rows of which a norm's input and result don't fit into caches together, 96 MiB of opt-125m.
  private static let longNorm = 16_384

  /// What is drawn beside the three that predictions are made from, made one after the other.
  var others: [() throws -> [RoofSubject]] {
    var makers: [() throws -> [RoofSubject]] = [{ try products() }]
    for length in setting.attentionLengths where length != Roof.attentionPositions {
      makers.append { [try attention(.full, positions: length)] }
    }
    makers.append { [try attention(.causal, positions: 4096)] }
    // In bf16 it is the same kernel, on the residual stream of f32.
    if type == .f32 { makers.append { [try norm(positions: Self.longNorm)] } }
    makers.append {
      [try layer(.full, segments: 1), try layer(.recurrentMemory, segments: 4)]
    }
    return makers
  }

  private func engine(width: Int, positions: Int) throws -> any DeviceEngine {
    try setting.device.engine(
      weights: RandomWeights(seed: setting.seed),
      input: .rows(
        SequenceInput.Rows(
          count: min(positions, Self.inputPeriod), width: width, seed: setting.seed)),
      threads: threads, type: type)
  }

  private func products() throws -> [RoofSubject] {
    let engine = try engine(width: Roof.inputWidth(of: model), positions: segment)
    return try Roof.products(model, positions: segment, on: engine).map {
      try RoofSubject(name: $0.name, on: engine, run: $0.run)
    }
  }

  func layerProducts() throws -> RoofSubject {
    let engine = try engine(width: Roof.inputWidth(of: model), positions: segment)
    let subject = try Roof.layerProducts(model, positions: segment, on: engine)
    return try RoofSubject(
      name: "layer's products, \(segment)", on: engine, run: subject.run)
  }

  func attention(_ mask: AttentionMask, positions: Int) throws -> RoofSubject {
    var narrow = model
    narrow.feedForward = 1
    let engine = try engine(width: Roof.inputWidth(of: narrow), positions: positions)
    let subject = try Roof.attention(narrow, mask, positions: positions, on: engine)
    let name = mask == .causal ? "causal attention" : "attention"
    return try RoofSubject(name: "\(name) \(positions)", on: engine, run: subject.run)
  }

  func norm(positions: Int) throws -> RoofSubject {
    try Self.norm(
      of: model, positions: positions, on: engine(width: model.hidden, positions: positions))
  }

  private static func norm(
    of model: ModelConfiguration, positions: Int, on engine: some DeviceEngine
  ) throws -> RoofSubject {
    let norm = Norm(
      .feedForwardNorm, kind: model.norm, name: "norm", width: model.hidden,
      epsilon: model.normEpsilon)
    let x = try engine.input(at: 0..<positions, width: model.hidden)
    return try RoofSubject(
      name: "norm \(positions)", on: engine, isBoundByMemory: true,
      run: { _ = try engine.norm(x, norm) })
  }

  private func layer(_ entry: ArchitectureEntry, segments: Int) throws -> RoofSubject {
    let bench = try Workbench(
      model: model, layers: 1,
      options: ArchitectureEntry.Options(mask: .full, memory: setting.memory), type: type,
      threads: threads, seed: setting.seed, on: setting.device)
    let cell = bench.cell(entry, segments: segments)
    let name =
      segments == 1 ? "layer \(cell.positions)" : "\(entry.title), layer, \(segments) segments"
    return RoofSubject(
      name: name, ledger: try bench.ledger(of: cell), run: { _ = try bench.pass(cell) })
  }
}
