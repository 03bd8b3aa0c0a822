/// Why a round's process gave nothing to compare.
public enum RoundFailure: Error, Equatable, Sendable {
  case notStarted(reason: String)
  /// It ended by itself, with another status than 0, or by a signal; with the last lines it wrote.
  case ended(status: Int32, lastLines: [String])
  case signalled(Int32, lastLines: [String])
  case badLine(RoundOutput.BadLine)
  /// It printed no line about any cell.
  case noCells
  /// It was still running when the budget was spent, and was killed.
  case timedOut
  case interrupted
}
