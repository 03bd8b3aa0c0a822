import Accounting
import Architectures
import Kernels
import Operations
import Testing

/// Linformer of every kind of model, under the full mask.
@Suite(.serialized) struct LinformerTests {
  private static let rank = 13
  private static let forms = ["none", "key-value"]

  private func entry(rank: Int = rank, sharing: String = "none") throws -> ArchitectureEntry {
    try ArchitectureEntry.linformer.with("rank", "\(rank)").with("sharing", sharing)
  }

  private func tokens(_ count: Int, _ model: ModelConfiguration) -> SequenceInput {
    .tokens(SmallModels.tokens(count, of: model))
  }

  private func options(_ length: Int? = nil) -> ArchitectureEntry.Options {
    ArchitectureEntry.Options(mask: .full, length: length)
  }

  /// Random weights, but for E and F, which are the identity.
  private struct Identity: WeightSource {
    func values(of parameter: Parameter) -> [Float] {
      guard parameter.name.hasSuffix("compression.weight") else {
        return RandomWeights(seed: 1).values(of: parameter)
      }
      let (rows, columns) = (parameter.shape.rows, parameter.shape.columns)
      return (0..<rows * columns).map { $0 / columns == $0 % columns ? 1 : 0 }
    }
  }

  /// With E = F = the identity and as many rows as positions it is full attention.
  @Test(arguments: SmallModels.all, forms)
  func identityIsFullAttention(model: ModelConfiguration, sharing: String) throws {
    let positions = 57
    func run(_ entry: ArchitectureEntry, length: Int) throws -> [[Double]] {
      try outputs(
        of: entry, Transformer(model), options(length), positions: positions,
        on: CPUEngine(weights: Identity(), input: tokens(positions, model), threads: 2))
    }
    let full = try run(.full, length: positions)
    let same = try run(entry(rank: positions, sharing: sharing), length: positions)
    #expect(relativeError(same, full) < 1e-6, "\(model.name)")
    // Rows of E and F beyond the positions are 0, and so are those keys' scores: not left out.
    let longer = try run(entry(rank: positions + 1, sharing: sharing), length: positions + 1)
    #expect(relativeError(longer, full) > 1e-6, "\(model.name)")
  }

  /// The fast engine against the plain one, whole and in chunks; what it performs and allocates is
  /// what is counted.
  @Test(arguments: SmallModels.all, forms)
  func everyModel(model: ModelConfiguration, sharing: String) throws {
    let entry = try entry(sharing: sharing)
    for (positions, rowsAtOnce) in [(1, nil), (70, nil), (70, 16), (9, 4)] as [(Int, Int?)] {
      let transformer = Transformer(model, rowsAtOnce: rowsAtOnce)
      let architecture = entry.make(transformer, options(90))
      let ledger = try Ledger(of: architecture, positions: positions)
      let expected = try outputs(
        of: entry, transformer, options(90), positions: positions,
        on: ReferenceEngine(weights: RandomWeights(seed: 1), input: tokens(positions, model)))
      for type in ElementType.allCases where type.isAvailable {
        let cpu = CPUEngine(
          weights: RandomWeights(seed: 1), input: tokens(positions, model), threads: 2, type: type)
        var performed: [(operation: any Operation, inputs: [Operand])] = []
        cpu.observer = { performed.append(($0, $1)) }
        let values = try outputs(
          of: entry, transformer, options(90), positions: positions, on: cpu)
        let peak = type == .f32 ? 4 * ledger.peakElements : ledger.peakMixedBytes
        #expect(cpu.memory.tensorBytesPeak == Int(peak), "\(model.name) \(positions) \(type)")
        #expect(cpu.loweredOperations.isEmpty)
        guard type == .f32 else { continue }
        #expect(relativeError(values, expected) < 1e-5, "\(model.name) over \(positions)")
        guard rowsAtOnce == nil else { continue }
        // Each expert is asked for, in more than one position.
        let parameters = ParameterCounts(architecture).total
        #expect(positions == 1 || cpu.memory.weightBytes == Int(4 * parameters), "\(model.name)")
        func counted(_ ledger: Ledger) -> [PerformedKind: UInt128] {
          ledger.entries.reduce(into: [:]) { $0[PerformedKind($1), default: 0] += $1.repetitions }
        }
        #expect(try counted(Ledger(performing: performed)) == counted(ledger), "\(model.name)")
      }
    }
  }

  /// The kernels of every instruction set.
  @Test(arguments: InstructionSet.available)
  func instructionSets(instructionSet: InstructionSet) throws {
    let (model, positions) = (SmallModels.encoder, 150)
    let expected = try outputs(
      of: entry(), Transformer(model), options(), positions: positions,
      on: ReferenceEngine(weights: RandomWeights(seed: 1), input: tokens(positions, model)))
    let values = try outputs(
      of: entry(), Transformer(model), options(), positions: positions,
      on: CPUEngine(
        weights: RandomWeights(seed: 1), input: tokens(positions, model), threads: 2,
        instructionSet: instructionSet))
    #expect(relativeError(values, expected) < 1e-5)
  }

  /// Shorter sequences take the first columns: what follows in E and F is of no influence.
  @Test func theFirstColumns() throws {
    struct Longer: WeightSource {
      func values(of parameter: Parameter) -> [Float] {
        guard parameter.name.hasSuffix("compression.weight") else {
          return RandomWeights(seed: 1).values(of: parameter)
        }
        let columns = parameter.shape.columns
        return (0..<parameter.shape.rows * columns).map { place in
          place % columns < 40 ? Float(place / columns + place % columns) / 100 : .infinity
        }
      }
    }
    let model = SmallModels.encoder
    func run(length: Int) throws -> [[Double]] {
      try outputs(
        of: entry(), Transformer(model), options(length), positions: 40,
        on: CPUEngine(weights: Longer(), input: tokens(40, model), threads: 2))
    }
    #expect(try run(length: 64) == run(length: 40))
  }

  /// More positions than E and F are made for are refused, in a sentence, by every engine.
  @Test func tooManyPositions() throws {
    let model = SmallModels.encoder
    let error = ArchitectureError(
      "Linformer's E and F are made for 40 positions, and 41 are given; set linformer:positions=41 "
        + "or more, or give it fewer positions")
    for engine in [true, false] {
      #expect(throws: error) {
        let weights = RandomWeights(seed: 1)
        _ =
          engine
          ? try outputs(
            of: entry(), Transformer(model), options(40), positions: 41,
            on: CPUEngine(weights: weights, input: tokens(41, model), threads: 1))
          : try outputs(
            of: entry(), Transformer(model), options(40), positions: 41,
            on: ReferenceEngine(weights: weights, input: tokens(41, model)))
      }
    }
  }
}
