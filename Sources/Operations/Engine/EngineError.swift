/// Why an engine could not perform an operation, as a sentence for the user.
public struct EngineError: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  /// A pass asks for rows that no earlier pass has kept.
  public static func tooFewKept(_ name: String, asked: Int, kept: Int) -> EngineError {
    let found = kept == 0 ? "nothing is kept" : "only \(kept) are kept"
    return EngineError(
      "the pass goes on from \(asked) rows of \(name), but \(found); set keepsCache and process "
        + "the positions before it on the same engine first")
  }

  /// A pass asks for rows of another width than an earlier pass has kept.
  public static func keptWidth(_ name: String, asked: Int, kept: Int) -> EngineError {
    EngineError(
      "the pass goes on from rows of \(name) of width \(asked), but the kept ones have \(kept); "
        + "use an engine for one model only")
  }

  /// There are more or fewer values than a matrix has elements.
  public static func values(_ count: Int, _ shape: Shape) -> EngineError {
    EngineError("\(count) values can't fill a matrix of \(shape)")
  }

  /// An index names a row that isn't there.
  public static func noRow(_ index: Double, of count: Int) -> EngineError {
    let index = Int(exactly: index).map(String.init) ?? String(index)
    return EngineError("row \(index) is asked for, of \(count) rows")
  }

  /// An engine has neither a kernel for an operation nor a way to put it in simpler ones.
  public static func cannotPerform(_ operation: some Operation, _ device: String) -> EngineError {
    EngineError(
      "\(operation.name) has no kernel for \(device) and can't be put in simpler operations; use "
        + "the reference engine")
  }
}
