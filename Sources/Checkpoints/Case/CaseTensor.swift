import Architectures
import Text

/// A tensor of a case with its values, row after row.
public struct CaseTensor: Sendable {
  enum Values: Sendable {
    case floats([Float])
    case integers([Int])
  }

  let path: String
  /// With what stands before it in the file, such as `input.hidden`.
  public let name: String
  /// The slowest first.
  public let shape: [Int]
  private let values: Values

  /// Reads a tensor of `F32` or `I64`.
  ///
  /// - Throws: When it has another type, an axis of size 0, or a value that is no number.
  init(_ name: String, in file: SafetensorsFile) throws(CheckpointError) {
    let info = try file.tensor(name)
    path = file.path
    self.name = name
    shape = info.shape
    func error(_ sentence: String) -> CheckpointError {
      CheckpointError(file.path, tensor: name, sentence)
    }
    guard info.count > 0 else {
      throw error("has the shape \(info.shape), which holds nothing; use another file")
    }
    switch info.type {
    case .float32:
      let floats = try file.floats(of: name)
      guard floats.allSatisfy(\.isFinite) else {
        throw error("has a value that isn't finite; use another file")
      }
      values = .floats(floats)
    case .signed64: values = .integers(try file.integers(of: name))
    default: throw error("is of \(info.type.rawValue); a case has F32 and I64 only")
    }
  }

  private init(_ whole: CaseTensor, shape: [Int], _ values: Values) {
    path = whole.path
    name = whole.name
    self.shape = shape
    self.values = values
  }

  /// How many values it has.
  public var count: Int {
    switch values {
    case .floats(let values): values.count
    case .integers(let values): values.count
    }
  }

  /// Whether it holds whole numbers: indices, masks, counts.
  public var isOfIntegers: Bool { if case .integers = values { true } else { false } }

  /// The values as `Double`, whole numbers to the nearest.
  public var doubles: [Double] {
    switch values {
    case .floats(let values): values.map(Double.init)
    case .integers(let values): values.map(Double.init)
    }
  }

  /// The values; whole numbers, such as those of a mask, where `Float` holds each exactly.
  public func floats() throws(CheckpointError) -> [Float] {
    switch values {
    case .floats(let values): return values
    case .integers(let values):
      let floats = values.compactMap { Float(exactly: $0) }
      guard floats.count == values.count else {
        throw error("has a whole number that Float can't hold; use another file")
      }
      return floats
    }
  }

  /// Whole numbers, such as tokens or positions.
  ///
  /// - Throws: When they aren't whole numbers, or one is outside the range.
  public func integers(in range: ClosedRange<Int>) throws(CheckpointError) -> [Int] {
    guard case .integers(let values) = values else {
      throw error("is of F32, where whole numbers (I64) are expected; use another file")
    }
    if let wrong = values.first(where: { !range.contains($0) }) {
      throw error(
        "has \(wrong), outside \(range.lowerBound.grouped) to \(range.upperBound.grouped); use a "
          + "file whose settings and tensors are of one run")
    }
    return values
  }

  /// Makes sure of the shape.
  public func check(shape: [Int]) throws(CheckpointError) {
    guard self.shape == shape else {
      throw error(
        "has the shape \(self.shape), and the settings and other tensors ask for \(shape)")
    }
  }

  /// What stands at a place of the first axis, which is left out.
  ///
  /// - Throws: When there is no axis, or no such place.
  public func at(_ index: Int) throws(CheckpointError) -> CaseTensor {
    guard let size = shape.first, (0..<size).contains(index) else {
      throw error("has the shape \(shape), and place \(index) of its first axis is asked for")
    }
    let count = count / size
    let part = index * count..<(index + 1) * count
    let values: Values =
      switch values {
      case .floats(let values): .floats(Array(values[part]))
      case .integers(let values): .integers(Array(values[part]))
      }
    return CaseTensor(self, shape: Array(shape.dropFirst()), values)
  }

  func error(_ sentence: String) -> CheckpointError {
    CheckpointError(path, tensor: name, sentence)
  }
}
