/// The statuses that both commands end with.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// All was done.
  case success = 0
  /// Something failed that has no status of its own.
  case failure = 1
  /// A number didn't come out as it should.
  case checkFailed = 2
  /// A cell could not be measured, or its result was wrong; the others' results are kept.
  case cellFailed = 3
  /// The command line was wrong; nothing was done.
  case usage = 64
  /// An output could not be written.
  case cannotCreate = 73
  /// The user interrupted; the results so far are kept.
  case interrupted = 130
}
