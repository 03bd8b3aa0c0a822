import Architectures
import Text

/// A matrix read from one tensor of a case: leading places chosen, the other axes in two groups.
///
///     "query.weight"                      // [out, in] as it is; a bias [out] is the row [1, out]
///     CaseView("kernel").transposed       // [in, out] → [out, in]; [channels, time] → [time, channels]
///     "patch.weight"                      // [w, c, p, p] → [w, c·p·p]
///     CaseView("C").at(1)                 // [2, H, N] → the second [H, N]
///     CaseView("qkv.weight").rows(0..<d)  // the queries of [3d, d]
///     CaseView("right").rowAxes(2)        // [h, r, N] → [h·r, N]
public struct CaseView: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name without `input.` or `weight.`.
  public let tensor: String
  private var places: [Int] = []
  private var rowAxes: Int?
  private var range: Range<Int>?
  private var isTransposed = false

  public init(_ tensor: String) { self.tensor = tensor }

  public init(stringLiteral tensor: String) { self.init(tensor) }

  /// What stands at these places of the leading axes, which are left out.
  public func at(_ places: Int...) -> CaseView {
    var view = self
    view.places += places
    return view
  }

  /// Only these rows, counted before the matrix is turned.
  public func rows(_ range: Range<Int>) -> CaseView {
    var view = self
    view.range = range
    return view
  }

  /// How many of the remaining axes make rows, the others make columns.
  ///
  /// Without it the first does, and of a single axis none, so that it is a row.
  public func rowAxes(_ count: Int) -> CaseView {
    var view = self
    view.rowAxes = count
    return view
  }

  /// Rows and columns exchanged.
  public var transposed: CaseView {
    var view = self
    view.isTransposed.toggle()
    return view
  }

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
    let columns = rest.dropFirst(axes).reduce(1, *)
    let all = rest.prefix(axes).reduce(1, *)
    let rows = range ?? 0..<all
    guard rows.lowerBound >= 0, rows.upperBound <= all else {
      throw error("has the shape \(shape), and rows \(rows) are asked for")
    }
    let place = zip(places, shape).reduce(0) { $0 * $1.1 + $1.0 } * all * columns
    let start = place + rows.lowerBound * columns
    let places = Array(start..<start + rows.count * columns)
    guard isTransposed else {
      return CasePlaces(rows: rows.count, columns: columns, places: places)
    }
    return CasePlaces(
      rows: columns, columns: rows.count,
      places: (0..<columns).flatMap { column in
        (0..<rows.count).map { places[$0 * columns + column] }
      })
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
