import ArgumentParser

extension ExitStatus {
  /// The status to end a command with, without a message: `throw ExitStatus.cellFailed.exitCode`.
  public var exitCode: ExitCode { ExitCode(rawValue) }
}
