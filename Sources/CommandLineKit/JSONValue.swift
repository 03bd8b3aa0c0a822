/// A JSON value to be written; the members of an object keep their order.
///
///     let cell: JSONValue = ["segments": 4096, "seconds": 1.5, "status": "ok"]
///     cell.compact  // {"segments":4096,"seconds":1.5,"status":"ok"}
public enum JSONValue: Sendable {
  case null
  case bool(Bool)
  /// A whole number; beyond 2^53 it is written as a string, since many readers would round it.
  case int(Int)
  /// A number, in the fewest digits that read back as the same; `null` when not finite.
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// A whole number of any size, by the rule of `int`.
  public static func exact(_ value: some BinaryInteger) -> JSONValue {
    Int(exactly: value).map { .int($0) } ?? .string("\(value)")
  }
}
