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
    switch result.ending {
    case .notStarted(let failure): throw .notStarted(reason: failure.reason)
    case .timedOut: throw .timedOut
    case .interrupted: throw .interrupted
    case .signalled(let signal): throw .signalled(signal, lastLines: result.lastLines(5))
    case .exited(let status):
      guard status == 0 || status == Self.cellFailed else {
        throw .ended(status: status, lastLines: result.lastLines(5))
      }
      let output = try parse(result.output)
      // A failed cell explains the status; nothing else does.
      if status != 0, output.failures.isEmpty {
        throw .ended(status: status, lastLines: result.lastLines(5))
      }
      if output.cells.isEmpty { throw .noCells }
      return output
    }
  }

  private func parse(_ bytes: [UInt8]) throws(RoundFailure) -> RoundOutput {
    do throws(RoundOutput.BadLine) {
      return try RoundOutput(parsing: bytes)
    } catch {
      throw .badLine(error)
    }
  }
}
