import Processes

/// A command that measures one round in a fresh process and prints its cells.
public struct ComparedCommand: Sendable {
  /// Replaced by the round's number from 1 on, which the commands of a block have in common.
  public static let placeholder = "{round}"
  /// What `bench round` ends with when cells failed; its lines say which.
  private static let cellFailed: Int32 = 3

  public var child: ChildCommand

  public init(_ child: ChildCommand) {
    self.child = child
  }

  /// Runs round `round`; it is killed after `timeout` seconds.
  public func run(round: Int, timeout: Double) throws(RoundFailure) -> RoundOutput {
    var child = child
    child.words = child.words.map { $0.replacing(Self.placeholder, with: "\(round)") }
    let result = child.run(timeout: timeout)
    if let failure = RoundFailure(result, accepting: [Self.cellFailed]) { throw failure }
    let output = try parse(result.output)
    // A failed cell explains the status; nothing else does.
    if output.failures.isEmpty, let failure = RoundFailure(result) { throw failure }
    if output.cells.isEmpty { throw .noCells }
    return output
  }

  private func parse(_ bytes: [UInt8]) throws(RoundFailure) -> RoundOutput {
    do throws(RoundOutput.BadLine) {
      return try RoundOutput(parsing: bytes)
    } catch {
      throw .badLine(error)
    }
  }
}
