/// A matrix of `Double`, row after row: what an operation is defined on.
public struct Matrix: Hashable, Sendable {
  public let shape: Shape
  public var values: [Double]

  public var rows: Int { shape.rows }
  public var columns: Int { shape.columns }

  public init(rows: Int, columns: Int, _ value: (_ row: Int, _ column: Int) -> Double) {
    shape = Shape(rows: rows, columns: columns)
    values = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns { values.append(value(row, column)) }
    }
  }

  public init(_ shape: Shape, _ value: (_ row: Int, _ column: Int) -> Double) {
    self.init(rows: shape.rows, columns: shape.columns, value)
  }

  /// `values` are as many as the shape has.
  public init(_ shape: Shape, values: [Double]) {
    precondition(values.count == shape.rows * shape.columns)
    self.shape = shape
    self.values = values
  }

  public subscript(row: Int, column: Int) -> Double {
    get { values[row * shape.columns + column] }
    set { values[row * shape.columns + column] = newValue }
  }

  /// One row.
  public subscript(row row: Int) -> ArraySlice<Double> {
    values[row * shape.columns..<(row + 1) * shape.columns]
  }

  /// Its columns as rows.
  public var transposed: Matrix { Matrix(shape.transposed) { self[$1, $0] } }

  /// The same elements through a function.
  public func map(_ function: (Double) -> Double) -> Matrix {
    Matrix(shape, values: values.map(function))
  }
}
