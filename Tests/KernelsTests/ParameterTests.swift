import Kernels
import Operations
import Testing

/// Parameters are known by name and shape: some architectures have as many as the sequence is long.
@Suite(.serialized) struct ParameterTests {
  private static let weights = RandomWeights(seed: 3)

  private func matrix(_ columns: Int) -> Parameter {
    Parameter("sums", .matrix, rows: 3, columns: columns, standardDeviation: 1)
  }

  private func values(of columns: Int) -> [Float] { Self.weights.values(of: matrix(columns)) }

  /// An engine that has been asked for one length is asked for others, shorter and longer.
  @Test func anotherShapeUnderTheSameName() throws {
    let cpu = CPUEngine(weights: Self.weights, input: .tokens([]), threads: 1)
    let reference = ReferenceEngine(weights: Self.weights, input: .tokens([]))
    for columns in [5, 2, 17, 5] {
      let expected = values(of: columns)
      let tensor = cpu.parameter(matrix(columns))
      let view = try cpu.columns(0..<columns, of: tensor)
      #expect(try cpu.values(of: view) == expected)
      #expect(try reference.parameter(matrix(columns)).values == expected.map(Double.init))
      #expect(cpu.memory.weightBytes == 4 * 3 * columns)
    }
  }

  /// Packed for products too.
  @Test func anotherShapeOfAProduct() throws {
    let cpu = CPUEngine(weights: Self.weights, input: .tokens([]), threads: 1)
    for columns in [4, 9, 4] {
      let ones = try cpu.tensor(
        [Float](repeating: 1, count: columns), Shape(rows: 1, columns: columns))
      let sums = try cpu.values(
        of: cpu.linear(ones, Linear(.output, weight: matrix(columns))))
      for (row, sum) in sums.enumerated() {
        let expected = values(of: columns)[row * columns..<(row + 1) * columns].reduce(0, +)
        #expect(abs(sum - expected) < 1e-5)
      }
    }
  }

  @Test func parametersThatAreReleased() throws {
    let cpu = CPUEngine(weights: Self.weights, input: .tokens([]), threads: 1)
    let kept = Parameter("kept", .bias, rows: 1, columns: 7, standardDeviation: 1)
    for parameter in [kept, matrix(11)] { _ = try cpu.values(of: cpu.parameter(parameter)) }
    #expect(cpu.memory.weightBytes == 4 * (7 + 33))
    cpu.releaseParameters(except: [kept])
    #expect(cpu.memory.weightBytes == 4 * 7)
    #expect(try cpu.values(of: cpu.parameter(matrix(11))) == values(of: 11))
  }
}
