/// A matrix read from one tensor of a case: leading places chosen, the other axes in two groups.
///
///     "query.weight"                      // [out, in] as it is; a bias [out] is the row [1, out]
///     CaseView("kernel").transposed       // [in, out] → [out, in]; [channels, time] → [time, channels]
///     "patch.weight"                      // [w, c, p, p] → [w, c·p·p]
///     CaseView("C").at(1)                 // [2, H, N] → the second [H, N]
///     CaseView("qkv.weight").rows(0..<d)  // the queries of [3d, d]
///     CaseView("right").rowAxes(2)        // [h, r, N] → [h·r, N]
///     CaseView("pixels").patches(16)      // [c, h, w] → [patches, c·16·16]
public struct CaseView: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name without `input.` or `weight.`.
  public let tensor: String
  package private(set) var places: [Int] = []
  package private(set) var rowAxes: Int?
  package private(set) var patchSide: Int?
  package private(set) var range: Range<Int>?
  package private(set) var isTransposed = false

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

  /// The remaining axes are an image `[channels, rows, columns]`, each square patch of which is a
  /// row.
  public func patches(_ side: Int) -> CaseView {
    var view = self
    view.patchSide = side
    return view
  }

  /// Rows and columns exchanged.
  public var transposed: CaseView {
    var view = self
    view.isTransposed.toggle()
    return view
  }
}
