import Processes

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

  /// Why a command that should have ended with 0, or with another status that is no failure, didn't;
  /// `nil` when it did.
  public init?(_ result: ChildCommand.Result, accepting statuses: [Int32] = []) {
    switch result.ending {
    case .notStarted(let failure): self = .notStarted(reason: failure.reason)
    case .timedOut: self = .timedOut
    case .interrupted: self = .interrupted
    case .signalled(let signal): self = .signalled(signal, lastLines: result.lastLines(5))
    case .exited(let status):
      guard status != 0, !statuses.contains(status) else { return nil }
      self = .ended(status: status, lastLines: result.lastLines(5))
    }
  }
}
