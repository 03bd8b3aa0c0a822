import Architectures
import Text

extension CaseLayout {
  /// An element of the matrix: which view it is read through, and its place in that tensor.
  struct Element {
    let view: Int
    let place: Int
  }

  /// Every element, row after row.
  struct Elements {
    let rows: Int
    let columns: Int
    let elements: [Element]
  }

  /// - Parameter tensor: Finds a tensor by name.
  func elements(
    of tensor: (String) throws(CheckpointError) -> CaseTensor
  ) throws(CheckpointError) -> Elements {
    var parts: [CasePlaces] = []
    for view in views {
      let tensor = try tensor(view.tensor)
      let places = try view.places(in: tensor.shape, tensor.error)
      if let first = parts.first {
        let isSame =
          joining == .stacked ? places.columns == first.columns : places.rows == first.rows
        guard isSame else {
          throw tensor.error(
            "is a matrix of \(places.rows) rows and \(places.columns) columns, which doesn't go with "
              + "\(QuotedText(views[0].tensor, longest: 120)) of \(first.rows) and \(first.columns)"
          )
        }
      }
      parts.append(places)
    }
    return joining == .stacked ? Self.stacked(parts) : Self.sideBySide(parts)
  }

  private static func stacked(_ parts: [CasePlaces]) -> Elements {
    Elements(
      rows: parts.reduce(0) { $0 + $1.rows }, columns: parts.first?.columns ?? 0,
      elements: parts.enumerated().flatMap { view, part in
        part.places.map { Element(view: view, place: $0) }
      })
  }

  private static func sideBySide(_ parts: [CasePlaces]) -> Elements {
    let rows = parts.first?.rows ?? 0
    return Elements(
      rows: rows, columns: parts.reduce(0) { $0 + $1.columns },
      elements: (0..<rows).flatMap { row in
        parts.enumerated().flatMap { view, part in
          part.places[row * part.columns..<(row + 1) * part.columns].map {
            Element(view: view, place: $0)
          }
        }
      })
  }
}

extension MixerCase {
  /// A matrix of ours, of weights or of one sample's inputs.
  ///
  /// A weight that differs from sample to sample has their axis, and is read by ``CaseView/at(_:)``.
  ///
  /// - Parameters:
  ///   - rows: How many the matrix must have; any when `nil`. So of columns.
  ///   - sample: Of inputs.
  /// - Throws: When a tensor is missing or doesn't have the shape.
  public func matrix(
    _ layout: CaseLayout, rows: Int? = nil, columns: Int? = nil, sample: Int = 0
  ) throws(CheckpointError) -> CaseMatrix {
    func tensor(_ name: String) throws(CheckpointError) -> CaseTensor {
      inputs[name] == nil ? try weight(name) : try input(name, sample: sample)
    }
    let elements = try layout.elements(of: tensor)
    if elements.rows != rows ?? elements.rows || elements.columns != columns ?? elements.columns {
      let names = layout.views.map { "\(QuotedText($0.tensor, longest: 120))" }
      throw CheckpointError(
        path,
        "\(names.joined(separator: ", ")) \(names.count == 1 ? "gives" : "give") a matrix of "
          + "\(elements.rows) rows and \(elements.columns) columns, and the settings and other "
          + "tensors ask for \(rows ?? elements.rows) and \(columns ?? elements.columns)")
    }
    var values: [[Float]] = []
    for view in layout.views { values.append(try tensor(view.tensor).floats()) }
    return CaseMatrix(
      rows: elements.rows, columns: elements.columns,
      values: elements.elements.map { values[$0.view][$0.place] })
  }
}
