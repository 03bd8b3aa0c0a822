/// The members of the object that a JSON text consists of, one after the other.
///
/// For texts of many members that each become something small: no more than one is held as JSON.
/// A name that stands twice is an error, as it is for ``JSONReader``.
package struct JSONMembers {
  private var reader: JSONReader
  private var names: Set<String> = []

  /// Begins to read a text whose members may each hold as much as the limits say.
  package init(of bytes: [UInt8], limits: JSONLimits) throws(JSONProblem) {
    reader = JSONReader(bytes, limits: limits)
    try reader.enterObject()
  }

  /// The next member, or `nil` once the text has come to its end.
  package mutating func next() throws(JSONProblem) -> (name: String, value: ParsedJSON)? {
    reader.forgetValues()
    guard try reader.hasMember(afterOthers: !names.isEmpty) else {
      try reader.finish()
      return nil
    }
    return try reader.member(notIn: &names)
  }
}
