#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Each head's columns turned by its row's position.
///
/// Columns j and j + width / 2 are turned by `position · base^(-2j / width)`, the first row's position
/// being `first`: `[rows, heads · headWidth]` to the same.
/// Su et al., arXiv 2104.09864.
public struct Rotation: Operation {
  public static let name = "rotation"
  public let rotary: RotaryEncoding
  public let headWidth: Int
  public let first: Int
  /// Whether it turns back, as the gradient of a turn does.
  public let isReversed: Bool

  public init(
    _ rotary: RotaryEncoding, headWidth: Int, first: Int, isReversed: Bool = false
  ) {
    self.rotary = rotary
    self.headWidth = headWidth
    self.first = first
    self.isReversed = isReversed
  }

  public var term: Term? { .rotation }

  public func shapes(of inputs: [Shape]) throws(EngineError) -> [Shape] {
    try require(1, of: inputs)
    try require(
      headWidth > 0 && inputs[0].columns.isMultiple(of: headWidth),
      "\(inputs[0]) aren't heads of \(headWidth)")
    try require(
      rotary.width.isMultiple(of: 2) && (0...headWidth).contains(rotary.width),
      "\(rotary.width) columns of a head of \(headWidth) can't be turned")
    return inputs
  }

  public func role(of inputs: [StorageRole]) -> StorageRole { inputs[0] }

  /// The columns that are turned, of all heads.
  private func turned(_ x: Shape) -> Shape {
    Shape(rows: x.rows, columns: x.columns / headWidth * rotary.width)
  }

  public func charges(on inputs: [Operand]) -> [Charge] {
    let turned = turned(inputs[0].shape)
    return [Charge(.rotation, .rotation, turned.rows, turned.columns)]
  }

  public func transfers(on inputs: [Operand], results: [Shape]) -> [Transfer] {
    [.read(turned(inputs[0].shape)), .written(turned(inputs[0].shape))]
  }

  public func saved(on inputs: [Operand], results: [Shape]) -> SavedElements { .none }

  /// The angle of a pair of columns at a row, in radians.
  public func angle(row: Int, speed: Double) -> Double {
    (isReversed ? -1 : 1) * (Double(first) + Double(row)) * speed
  }

  public func evaluate(_ inputs: [Matrix]) -> [Matrix] {
    let x = inputs[0]
    let half = rotary.width / 2
    let speeds = rotary.speeds
    return [
      Matrix(x.shape) { row, column in
        let place = column % headWidth
        guard place < rotary.width else { return x[row, column] }
        let angle = angle(row: row, speed: speeds[place % half])
        return place < half
          ? x[row, column] * cos(angle) - x[row, column + half] * sin(angle)
          : x[row, column] * cos(angle) + x[row, column - half] * sin(angle)
      }
    ]
  }

  public func pullback<E: Engine>(
    _ pass: Performed<E.Tensor>, on engine: E
  ) throws -> [E.Tensor?] {
    let back = Rotation(rotary, headWidth: headWidth, first: first, isReversed: !isReversed)
    return [try pass.gradients[0].map { try engine.result(back, $0) }]
  }
}

extension RotaryEncoding {
  /// The angle of each pair of columns at position 1, in radians: `base^(-2j / width)`.
  public var speeds: [Double] {
    (0..<width / 2).map { pow(Double(base), -2 * Double($0) / Double(width)) }
  }
}

extension Engine {
  /// Each head's columns turned by its row's position, the first row's being `prefix`.
  public func rotated(
    _ x: Tensor, headWidth: Int, _ rotary: RotaryEncoding, after prefix: Int
  ) throws -> Tensor {
    try result(Rotation(rotary, headWidth: headWidth, first: prefix), x)
  }
}
