import CMachine
import Operations
import Testing

@testable import Kernels

/// Rows that a team of threads shares: the same to the bit as on one thread.
@Suite(.serialized) struct TeamTests {
  /// What is computed element by element, whatever the number of threads.
  private static let examples = OperationExample.all.filter { example in
    switch example.operation {
    case is Addition, is Multiplication, is Lookup, is ScatterSum, is RowAddition,
      is Concatenation, is Padding, is Sum:
      true
    default: false
    }
  }

  @Test(arguments: examples, ElementType.allCases.filter(\.isAvailable))
  func anyNumberOfThreads(example: OperationExample, type: ElementType) throws {
    func results(threads: Int) throws -> [[UInt32]] {
      let engine = CPUEngine(
        weights: RandomWeights(seed: 1), input: .tokens([0]), threads: threads, type: type)
      let inputs = try example.inputs.enumerated().map { index, input in
        let tensor = try engine.tensor(input.values(seed: UInt64(index)), input.shape)
        return input.isIndex ? tensor : try engine.activations(tensor)
      }
      return try engine.perform(example.operation, on: inputs).map {
        try engine.values(of: $0).map(\.bitPattern)
      }
    }
    let expected = try results(threads: 1)
    for threads in [2, 3] { #expect(try results(threads: threads) == expected) }
  }

  /// Each row once, and each thread its own.
  @Test(arguments: [1, 2, 3, 7])
  func everyRowIsSomebodys(threads: Int) {
    cc_team_set_size(Int32(threads))
    for count in [0, 1, 2, 6, 1000] {
      var visits = [Int](repeating: 0, count: count)
      visits.withUnsafeMutableBufferPointer { visits in
        nonisolated(unsafe) let visits = visits
        RowTeam.share(count, elements: 1 << 20) { rows in
          for row in rows { visits[row] += 1 }
        }
      }
      #expect(visits == [Int](repeating: 1, count: count))
    }
  }
}
