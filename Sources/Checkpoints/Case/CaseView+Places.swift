import Architectures
import Operations
import Text

extension CaseView {
  /// Where each element of the matrix stands in a tensor of that shape.
  ///
  /// - Throws: When the tensor has no such places or rows.
  func places(
    in shape: [Int], _ error: (String) -> CheckpointError
  ) throws(CheckpointError) -> CasePlaces {
    guard places.count <= shape.count, zip(places, shape).allSatisfy({ (0..<$1).contains($0) })
    else { throw error("has the shape \(shape), and place \(places) is asked for") }
    let rest = shape.dropFirst(places.count)
    let axes = rowAxes ?? min(1, max(0, rest.count - 1))
    guard (0...rest.count).contains(axes) else {
      throw error("has the shape \(shape), and \(axes) axes of rows are asked for")
    }
    let image = try patchSide.map { side throws(CheckpointError) in
      try Self.patches(side, of: Array(rest), error)
    }
    let columns = image?.columns ?? rest.dropFirst(axes).reduce(1, *)
    let all = image?.count ?? rest.prefix(axes).reduce(1, *)
    let rows = range ?? 0..<all
    guard rows.lowerBound >= 0, rows.upperBound <= all else {
      throw error("has the shape \(shape), and rows \(rows) are asked for")
    }
    let place = zip(places, shape).reduce(0) { $0 * $1.1 + $1.0 } * all * columns
    let chosen = rows.lowerBound * columns..<rows.upperBound * columns
    let places = image.map { $0.places[chosen].map { place + $0 } } ?? chosen.map { place + $0 }
    guard isTransposed else {
      return CasePlaces(rows: rows.count, columns: columns, places: places)
    }
    return CasePlaces(
      rows: columns, columns: rows.count,
      places: (0..<columns).flatMap { column in
        (0..<rows.count).map { places[$0 * columns + column] }
      })
  }

  /// The patches of what must be an image.
  private static func patches(
    _ side: Int, of axes: [Int], _ error: (String) -> CheckpointError
  ) throws(CheckpointError) -> ImagePatches {
    guard axes.count == 3 else {
      throw error(
        "has axes \(axes), where those of an image are asked for: channels, rows, columns")
    }
    do throws(EngineError) {
      return try ImagePatches(channels: axes[0], height: axes[1], width: axes[2], side: side)
    } catch let problem {
      throw error("can't be read as patches: \(problem)")
    }
  }

  /// The matrix that a tensor is read as.
  public func matrix(of tensor: CaseTensor) throws(CheckpointError) -> CaseMatrix {
    let places = try places(in: tensor.shape, tensor.error)
    let values = try tensor.floats()
    return CaseMatrix(
      rows: places.rows, columns: places.columns, values: places.places.map { values[$0] })
  }

  /// A tensor's values, of a matrix of ours; 0 where the view doesn't look.
  ///
  /// - Parameters:
  ///   - values: Row after row.
  ///   - tensor: The one whose shape they get.
  public func values(
    of values: [some BinaryFloatingPoint], as tensor: CaseTensor
  ) throws(CheckpointError) -> [Double] {
    let places = try places(in: tensor.shape, tensor.error)
    guard places.places.count == values.count else {
      throw tensor.error(
        "is a matrix of \(places.rows) rows and \(places.columns) columns, and "
          + "\(Plural.text(values.count, "value")) were made")
    }
    var result = [Double](repeating: 0, count: tensor.count)
    for (place, value) in zip(places.places, values) { result[place] = Double(value) }
    return result
  }
}

/// Where the elements of a matrix stand in a tensor, row after row.
struct CasePlaces {
  let rows: Int
  let columns: Int
  let places: [Int]
}

/// A matrix of ours, made of tensors of a case.
public struct CaseMatrix: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row after row.
  public let values: [Float]
}
