/// Why an engine could not perform an operation, as a sentence for the user.
public struct EngineError: Error, Hashable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) {
    self.description = description
  }

  /// A pass asks for rows that no earlier pass has kept.
  static func tooFewKept(_ name: String, asked: Int, kept: Int) -> EngineError {
    let found = kept == 0 ? "nothing is kept" : "only \(kept) are kept"
    return EngineError(
      "the pass goes on from \(asked) rows of \(name), but \(found); set keepsCache and process "
        + "the positions before it on the same engine first")
  }

  /// A pass asks for rows of another width than an earlier pass has kept.
  static func keptWidth(_ name: String, asked: Int, kept: Int) -> EngineError {
    EngineError(
      "the pass goes on from rows of \(name) of width \(asked), but the kept ones have \(kept); "
        + "use an engine for one model only")
  }
}
