/// The statuses that both commands end with.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// All was done.
  case success = 0
  /// Something failed that has no status of its own.
  case failure = 1
  /// A number didn't come out as it should; of a comparison, a cell became slower.
  case checkFailed = 2
  /// A cell could not be measured, or its result was wrong; the others' results are kept.
  case cellFailed = 3
  /// What is to be compared with isn't there or can't be built.
  case noBaseline = 5
  /// The command line was wrong; nothing was done.
  case usage = 64
  /// An output could not be written.
  case cannotCreate = 73
  /// The data decide nothing.
  case inconclusive = 75
  /// The user interrupted; the results so far are kept.
  case interrupted = 130

  /// A cell became slower: ``checkFailed`` under the name that comparisons know it by.
  public static let regressed = ExitStatus.checkFailed
}
