import ArgumentParser
import Files

extension ExitStatus {
  /// The status to end a command with, without a message: `throw ExitStatus.cellFailed.exitCode`.
  public var exitCode: ExitCode { ExitCode(rawValue) }

  /// Ends a command with this status after its outputs are written, each whether or not those before it
  /// could be: what was found out is worth more than that it couldn't be written everywhere.
  ///
  /// - Throws: This status as an exit code; where it is success, the first output's error. An output
  ///   that can't be written is explained.
  public func ending(after outputs: [() throws -> Void]) throws {
    var first: (any Error)?
    for output in outputs {
      do {
        try explainingWriteErrors(output)
      } catch {
        first = first ?? error
      }
    }
    if self != .success { throw exitCode }
    if let first { throw first }
  }
}
