/// A rule of reporting, and whether a report follows it.
public struct ReportRule: Sendable, Hashable {
  public enum Standing: String, Sendable, Hashable {
    case met
    case partly = "partly met"
    case notMet = "not met"
    case notApplicable = "not applicable"
  }

  public var number: Int
  /// What it asks for, in our words.
  public var demand: String
  public var standing: Standing
  /// Where the report follows it, or what is missing.
  public var answer: String

  public init(number: Int, demand: String, standing: Standing, answer: String) {
    self.number = number
    self.demand = demand
    self.standing = standing
    self.answer = answer
  }
}
