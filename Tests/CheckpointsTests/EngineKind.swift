import Architectures
import Kernels
import Operations

/// The engines that compute, one for each instruction set of this processor.
enum EngineKind: CustomStringConvertible, Sendable {
  case reference
  case cpu(InstructionSet)

  static let all = [reference] + InstructionSet.available.map(cpu)

  var description: String {
    switch self {
    case .reference: "reference"
    case .cpu(let instructionSet): "\(instructionSet)"
    }
  }

  /// What an architecture says about each stretch of positions.
  func outputs(
    of architecture: some Architecture, _ weights: any WeightSource, tokens: [Int]
  ) throws -> [[Double]] {
    try run(architecture, weights, tokens: tokens).outputs
  }

  /// What an architecture says about each stretch of positions, and its memory after each segment.
  func run(
    _ architecture: some Architecture, _ weights: any WeightSource, tokens: [Int]
  ) throws -> (outputs: [[Double]], memories: [[Double]]) {
    let input = SequenceInput.tokens(tokens)
    var (all, memories): ([[Double]], [[Double]]) = ([], [])
    switch self {
    case .reference:
      let engine = ReferenceEngine(weights: weights, input: input)
      try architecture.forward(
        0..<tokens.count, on: engine, memory: { memories.append($1.values) },
        output: { all.append($1.values) })
    case .cpu(let instructionSet):
      let engine = CPUEngine(
        weights: weights, input: input, threads: 2, instructionSet: instructionSet)
      try architecture.forward(
        0..<tokens.count, on: engine,
        memory: { memories.append(try engine.values(of: $1).map(Double.init)) },
        output: { all.append(try engine.values(of: $1).map(Double.init)) })
    }
    return (all, memories)
  }
}

/// The largest difference relative to the largest value; infinite when something isn't a number.
func relativeError(_ values: some Collection<Double>, _ expected: [Float]) -> Double {
  guard values.count == expected.count, values.allSatisfy({ $0.isFinite }) else {
    return .infinity
  }
  let largest = expected.reduce(0) { max($0, Double(abs($1))) }
  return zip(values, expected).reduce(0) { max($0, abs($1.0 - Double($1.1))) } / largest
}
