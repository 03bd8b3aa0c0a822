import Architectures
import CMachine
import Operations
import Statistics
import Testing

@testable import Kernels

/// Products of bf16 against the formula.
@Suite(.serialized, .enabled(if: cc_bf16_available() != 0, "no bf16 products here"))
struct BrainFloatProductTests {
  /// A product's inputs, rounded to bf16 already where the kernel reads bf16.
  private struct Case {
    let (rows, inputs, outputs): (Int, Int, Int)
    let x, weights, bias, residual: [Float]

    init(rows: Int, inputs: Int, outputs: Int) {
      (self.rows, self.inputs, self.outputs) = (rows, inputs, outputs)
      var generator = SplitMix64(seed: 7, stream: "\(rows) \(inputs) \(outputs)")
      func values(_ count: Int) -> [Float] {
        generator.uniform(count: count, mean: 0, halfWidth: 1).map {
          Float(bitPattern: $0.bitPattern & 0xffff_0000)
        }
      }
      x = values(rows * inputs)
      weights = values(outputs * inputs)
      bias = values(outputs)
      residual = values(rows * outputs)
    }

    func sum(_ row: Int, _ output: Int) -> Double {
      (0..<inputs).reduce(0) {
        $0 + Double(x[row * inputs + $1]) * Double(weights[output * inputs + $1])
      }
    }
  }

  private func engine(_ problem: Case) -> CPUEngine {
    CPUEngine(
      weights: Given(["w.weight": problem.weights, "w.bias": problem.bias]),
      input: .rows(SequenceInput.Rows(width: problem.inputs, values: problem.x)), threads: 2,
      type: .bf16)
  }

  private struct Given: WeightSource {
    let values: [String: [Float]]
    init(_ values: [String: [Float]]) { self.values = values }
    func values(of parameter: Parameter) throws -> [Float] { values[parameter.name] ?? [] }
  }

  /// Sizes that nothing divides, and single rows, inputs and outputs.
  @Test(arguments: [
    (1, 1, 1), (6, 2, 64), (7, 3, 65), (5, 768, 63), (13, 769, 130), (33, 1537, 16), (517, 40, 70),
    (1033, 5, 3),
  ])
  func formula(rows: Int, inputs: Int, outputs: Int) throws {
    let problem = Case(rows: rows, inputs: inputs, outputs: outputs)
    let engine = engine(problem)
    let x = try engine.activations(engine.input(at: 0..<rows, width: inputs))
    let residual = try engine.tensor(problem.residual, Shape(rows: rows, columns: outputs))
    for (activation, isWide) in [
      (Activation?.none, true), (.none, false), (.relu, false), (.gelu, true), (.geluTanh, true),
      (.silu, false), (.tanh, true),
    ] {
      let layer = Linear(
        isWide ? .output : .feedForward, name: "w", inputs: inputs, outputs: outputs, bias: true)
      let result = try engine.linear(
        x, layer, activation: activation, adding: isWide ? residual : nil,
        storedAs: isWide ? .stream : .activation)
      let values = try engine.values(of: result)
      #expect(values.count == rows * outputs)
      // Every row and output of small ones, the edges of large ones.
      for row in Set([0, 1, 5, 6, rows / 2, rows - 1]) where row < rows {
        for output in Set([0, 15, 16, 63, 64, outputs / 2, outputs - 1]) where output < outputs {
          var expected = problem.sum(row, output) + Double(problem.bias[output])
          let size = max(1, Double(inputs).squareRoot())
          expected = activation?.value(expected) ?? expected
          if isWide { expected += Double(problem.residual[row * outputs + output]) }
          let error = abs(Double(values[row * outputs + output]) - expected)
          let bound = isWide ? 2e-6 * size : 2e-6 * size + abs(expected) / 250
          #expect(error <= bound, "row \(row) output \(output) \(String(describing: activation))")
        }
      }
    }
  }

  /// NaN and infinity go where they belong and nowhere else, also beside padding.
  @Test func whatIsNoNumber() throws {
    var values = [Float](repeating: 1, count: 9 * 3)
    values[4 * 3 + 1] = .nan
    values[6 * 3 + 2] = .infinity
    let engine = CPUEngine(
      weights: Given(["w.weight": [Float](repeating: 1, count: 70 * 3)]),
      input: .rows(SequenceInput.Rows(width: 3, values: values)), threads: 1, type: .bf16)
    let result = try engine.linear(
      engine.input(at: 0..<9, width: 3),
      Linear(.output, name: "w", inputs: 3, outputs: 70, bias: false))
    for (index, value) in try engine.values(of: result).enumerated() {
      switch index / 70 {
      case 4: #expect(value.isNaN)
      case 6: #expect(value == .infinity)
      default: #expect(value == 3)
      }
    }
  }
}
