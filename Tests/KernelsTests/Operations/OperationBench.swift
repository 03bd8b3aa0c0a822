import Kernels
import Operations
import Testing

@testable import Accounting

/// An example's values on the engines that compute, for one element type and instruction set.
struct OperationBench {
  let example: OperationExample
  let type: ElementType
  /// Whether it is of the strongest instruction set; fewer programs are tried on the others.
  let isBest: Bool
  let values: ExampleProgram.Values
  /// By definition.
  let expected: [Matrix]
  let reference: ReferenceEngine
  let cpu: CPUEngine

  init(
    _ example: OperationExample, _ type: ElementType, _ instructionSet: InstructionSet = .best
  ) throws {
    self.example = example
    self.type = type
    isBest = instructionSet == .best
    values = ExampleProgram.Values(example, type)
    expected = try example.operation.evaluate(values.inputs)
    reference = ReferenceEngine(weights: values, input: values.sequence)
    cpu = CPUEngine(
      weights: values, input: values.sequence, threads: 2, type: type,
      instructionSet: instructionSet)
  }

  /// One for each type and instruction set that the processor has; of bf16 there is one kernel.
  static func all(_ example: OperationExample) throws -> [OperationBench] {
    let narrow = ElementType.allCases.filter { $0 != .f32 && $0.isAvailable }
    return try InstructionSet.available.map { try OperationBench(example, .f32, $0) }
      + narrow.map { try OperationBench(example, $0) }
  }

  /// Runs a program on the processor: it yields what is expected, performs what is counted for the
  /// processor's kernels, and takes as much memory as is predicted.
  func check(
    _ tolerance: Double, _ what: String, against expected: [Matrix]? = nil,
    _ program: (CPUEngine) throws -> Performance,
    counted: (CountingEngine) throws -> Void
  ) throws {
    let expected = expected ?? self.expected
    let what = "\(what), \(type), \(cpu.instructionSet): \(example)"
    var performed: [(operation: any Operation, inputs: [Operand])] = []
    cpu.observer = { performed.append(($0, $1)) }
    defer { cpu.observer = nil }
    cpu.resetMemoryPeak()
    #expect(cpu.memory.tensorBytesPeak == 0, "something outlives a program: \(what)")
    let performance = try program(cpu)
    let bytes = cpu.memory.tensorBytesPeak
    let results = try performance.results(on: cpu)
    #expect(results.map(\.shape) == expected.map(\.shape), "shapes, \(what)")
    let difference = relativeDifference(results, expected)
    #expect(difference < tolerance, "\(what)")
    let ledger = try CountingEngine.ledger(device: CPUKernels(), of: counted)
    #expect(try Ledger(performing: performed).entries == ledger.entries, "performed, \(what)")
    let predicted = type == .f32 ? 4 * ledger.peakElements : ledger.peakMixedBytes
    #expect(UInt128(bytes) == predicted, "bytes, \(what)")
  }

  /// The gradient of each input.
  func gradients(of program: ExampleProgram, on engine: some ReadableEngine) throws -> [Matrix] {
    try read(program.gradients(on: engine), of: program, on: engine)
  }

  /// The part of each root's gradient that is its input's: zeros where there is none.
  func read<E: ReadableEngine>(
    _ gradients: [E.Tensor?], of program: ExampleProgram, on engine: E
  ) throws -> [Matrix] {
    try gradients.enumerated().map { index, gradient in
      let shape = example.inputs[index].shape
      guard let gradient else { return Matrix(shape) { _, _ in 0 } }
      let inner = program.inner(
        Matrix(gradient.shape, values: try engine.read(gradient)), index)
      return try #require(inner, "something flows to what surrounds input \(index)")
    }
  }

  /// For each input, how far its gradient is from finite differences of the definition, along two
  /// directions.
  func errorsOfDifferences(_ gradients: [Matrix]) throws -> [Double] {
    let cotangents = try expected.enumerated().map { index, result in
      try values.values(of: ExampleProgram.cotangent(index, result.shape)).map(Double.init)
    }
    func loss(_ inputs: [Matrix]) throws -> Double {
      try zip(example.operation.evaluate(inputs), cotangents).reduce(0) {
        $0 + dot($1.0.values, $1.1)
      }
    }
    let step = 1e-5
    return try example.inputs.indices.map { index in
      if example.inputs[index].isIndex { return 0 }
      return try (1...2).reduce(0) { worst, direction in
        let along = OperationExample.Input(example.inputs[index].shape)
          .values(seed: UInt64(100 * direction + index)).map(Double.init)
        func moved(_ step: Double) -> [Matrix] {
          var inputs = values.inputs
          for place in along.indices { inputs[index].values[place] += step * along[place] }
          return inputs
        }
        let difference = try (loss(moved(step)) - loss(moved(-step))) / (2 * step)
        let size = dot(gradients[index].values.map(abs), along.map(abs))
        return max(worst, abs(dot(gradients[index].values, along) - difference) / max(size, 1))
      }
    }
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

/// What a program has left on the processor, to be read when its memory has been looked at.
struct Performance {
  private let read: (CPUEngine) throws -> [Matrix]

  init(_ tensors: [CPUEngine.Tensor]) {
    read = { engine in
      try tensors.map { Matrix($0.shape, values: try engine.read($0)) }
    }
  }

  init(
    _ tensors: [CPUEngine.Tensor?], _ read: @escaping ([CPUEngine.Tensor?]) throws -> [Matrix]
  ) {
    self.read = { _ in try read(tensors) }
  }

  func results(on engine: CPUEngine) throws -> [Matrix] { try read(engine) }
}

/// A device that has a kernel for everything but one operation.
struct DeviceWithoutOne: DeviceKernels {
  let name = "a device without it"
  private let missing: any Operation.Type

  init(_ operation: any Operation) { missing = type(of: operation) }

  func lacks(_ operation: any Operation) -> Bool { type(of: operation) == missing }

  func hasKernel(for operation: some Operation, on inputs: [Operand]) -> Bool { !lacks(operation) }
}

/// The largest difference relative to the largest number expected; infinite where one alone is no
/// number.
func relativeDifference(_ values: [Matrix], _ expected: [Matrix]) -> Double {
  guard values.map(\.shape) == expected.map(\.shape) else { return .infinity }
  let pairs = zip(values.flatMap(\.values), expected.flatMap(\.values))
  // What cancels to almost nothing has no digits.
  let largest = pairs.reduce(0.01) { max($0, abs($1.1)) }
  let difference = pairs.reduce(0.0) { worst, pair in
    if pair.0 == pair.1 || pair.0.isNaN && pair.1.isNaN { return worst }
    let difference = abs(pair.0 - pair.1)
    return max(worst, difference.isNaN ? .infinity : difference)
  }
  return difference / largest
}
