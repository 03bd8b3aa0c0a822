import Architectures
import Checkpoints
import Kernels
import Operations

/// Recomputes cases by the registry: a case's architecture, its part, and what the part says of the
/// settings.
public struct CaseRun: Sendable {
  /// What is computed on; the reference has no choice of type and instruction set.
  public let engine: CaseEngine
  public let processor: ModelVerification.Setting

  public init(on engine: CaseEngine, _ processor: ModelVerification.Setting) {
    self.engine = engine
    self.processor = processor
  }

  /// The output, what was made on the way, and the gradients of the sum of output times cotangent.
  ///
  /// - Throws: `UnknownInCase` for an architecture, part or setting that doesn't exist,
  ///   `CheckpointError` when settings and tensors contradict each other, and what an engine throws.
  public func recomputed(_ given: MixerCase) throws -> RecomputedCase {
    let program = try Self.program(of: given)
    let weights = try CaseWeights(program.parameters, of: given)
    // Neither reads the input's tokens or rows: a case's inputs are tensors.
    let nothing = SequenceInput.tokens([])
    switch engine {
    case .cpu:
      let engine = CPUEngine(
        weights: weights, input: nothing, threads: processor.threads, type: processor.type,
        instructionSet: processor.instructionSet)
      return try run(program, given, on: engine)
    case .reference:
      return try run(program, given, on: ReferenceEngine(weights: weights, input: nothing))
    }
  }

  private static func program(of given: MixerCase) throws -> any CaseProgram {
    let entries = ArchitectureEntry.all.filter { !$0.caseParts.isEmpty }
    guard let entry = entries.first(where: { $0.family == given.architecture }) else {
      throw UnknownInCase(
        .architecture, given.architecture, known: entries.map(\.family), in: given.path)
    }
    guard let part = entry.caseParts.first(where: { $0.name == given.part }) else {
      throw UnknownInCase(
        .part, given.part, of: entry.family, known: entry.caseParts.map(\.name), in: given.path)
    }
    let reader = CaseFileReader(given)
    let program = try part.program(reader)
    try reader.finish()
    return program
  }

  private func run<E: CaseEngineTensors>(
    _ program: some CaseProgram, _ given: MixerCase, on engine: E
  ) throws -> RecomputedCase {
    var recomputed = RecomputedCase(of: given)
    for sample in 0..<given.samples {
      let tape = Tape(engine)
      let inputs = try program.inputs.map { layout in
        tape.variable(try engine.tensor(given.matrix(layout, sample: sample)))
      }
      let results = try program.forward(inputs, on: tape)
      try recomputed.setOutput(
        engine.numbers(of: results.output.base), as: program.output, sample: sample)
      for (view, tensor) in results.intermediates {
        try recomputed.setIntermediate(
          view.tensor, engine.numbers(of: tensor.base), as: view, sample: sample)
      }
      guard given.cotangent != nil else { continue }
      let cotangent = try engine.tensor(program.output.matrix(of: given.cotangent(sample: sample)))
      let parameters = try program.parameters.map { try tape.parameter($0.parameter) }
      let gradients = try tape.gradients(
        of: [(results.output, cotangent)], with: parameters + inputs)
      let layouts = program.parameters.map(\.layout) + program.inputs
      for (layout, gradient) in zip(layouts, gradients) {
        guard let gradient else { continue }
        try recomputed.addGradient(engine.numbers(of: gradient), as: layout, sample: sample)
      }
    }
    return recomputed
  }
}

/// Values of a program's parameters, read from a case.
private struct CaseWeights: WeightSource {
  private var values: [String: [Float]] = [:]

  init(
    _ parameters: [(parameter: Parameter, layout: CaseLayout)], of given: MixerCase
  ) throws(CheckpointError) {
    for (parameter, layout) in parameters {
      values[parameter.name] = try given.matrix(
        layout, rows: parameter.shape.rows, columns: parameter.shape.columns
      ).values
    }
  }

  func values(of parameter: Parameter) throws -> [Float] {
    guard let values = values[parameter.name] else {
      throw EngineError("the case has no values for \(parameter.name)")
    }
    return values
  }
}

/// An engine whose tensors can be made of values, and read.
private protocol CaseEngineTensors: Engine {
  func tensor(_ values: [Float], _ shape: Shape) throws -> Tensor
  func numbers(of tensor: Tensor) throws -> [Double]
}

extension CaseEngineTensors {
  func tensor(_ matrix: CaseMatrix) throws -> Tensor {
    try tensor(matrix.values, Shape(rows: matrix.rows, columns: matrix.columns))
  }
}

extension CPUEngine: CaseEngineTensors {
  fileprivate func numbers(of tensor: Tensor) throws -> [Double] {
    try values(of: tensor).map(Double.init)
  }
}

extension ReferenceEngine: CaseEngineTensors {
  fileprivate func tensor(_ values: [Float], _ shape: Shape) -> Matrix {
    Matrix(shape, values: values.map(Double.init))
  }

  fileprivate func numbers(of tensor: Matrix) -> [Double] { tensor.values }
}
