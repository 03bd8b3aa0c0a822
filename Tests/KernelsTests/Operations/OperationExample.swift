import Operations
import Statistics
import Testing

/// An operation and the inputs to try it on; everything that is tried follows from it.
struct OperationExample: Sendable, CustomTestStringConvertible {
  /// One input: a shape, and what its elements may be.
  struct Input: Hashable, Sendable, ExpressibleByArrayLiteral {
    enum Content: Hashable, Sendable {
      /// From -1 to 1.
      case numbers
      /// From 1/2 to 2, where a function has a pole at 0 or no value below.
      case positive
      /// Rows of something that has so many; the last of them is among them.
      case indices(below: Int)
    }

    let shape: Shape
    let content: Content

    /// Rows and columns of any numbers.
    init(arrayLiteral sizes: Int...) {
      self.init(Shape(rows: sizes[0], columns: sizes[1]))
    }

    init(_ shape: Shape, _ content: Content = .numbers) {
      self.shape = shape
      self.content = content
    }

    static func positive(_ rows: Int, _ columns: Int) -> Input {
      Input(Shape(rows: rows, columns: columns), .positive)
    }

    static func indices(below count: Int, _ rows: Int) -> Input {
      Input(Shape(rows: rows, columns: 1), .indices(below: count))
    }

    /// An index has no gradient.
    var isIndex: Bool {
      if case .indices = content { true } else { false }
    }

    /// Elements drawn from a seed, the same each time.
    func values(seed: UInt64) -> [Float] {
      var generator = SplitMix64(seed: seed)
      let count = shape.rows * shape.columns
      switch content {
      case .numbers: return generator.uniform(count: count, mean: 0, halfWidth: 1)
      case .positive: return generator.uniform(count: count, mean: 1.25, halfWidth: 0.75)
      case .indices(let below):
        return (0..<count).map {
          Float($0 == 0 ? below - 1 : Int.random(in: 0..<below, using: &generator))
        }
      }
    }
  }

  let operation: any Operation
  let inputs: [Input]
  /// Whether it has a gradient; one that hasn't says so.
  let hasGradient: Bool

  init(_ operation: any Operation, _ inputs: Input..., hasGradient: Bool = true) {
    self.init(operation, inputs, hasGradient: hasGradient)
  }

  init(_ operation: any Operation, _ inputs: [Input], hasGradient: Bool = true) {
    self.operation = operation
    self.inputs = inputs
    self.hasGradient = hasGradient
  }

  var shapes: [Shape] { inputs.map(\.shape) }
  var testDescription: String { "\(operation) on \(shapes)" }
}
