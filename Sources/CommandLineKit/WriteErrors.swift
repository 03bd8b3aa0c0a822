import ArgumentParser
import Files
import Measurement

extension ParsableArguments {
  /// Runs `body`; an output that can't be written is explained and ends with a status of its own.
  ///
  /// - Throws: What `body` throws, an `OutputFolder.WriteError` as the exit code 73.
  public func explainingWriteErrors(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as OutputFolder.WriteError {
      var standardError = StandardError()
      print("Error: \(error)", to: &standardError)
      throw ExitStatus.cannotCreate.exitCode
    }
  }
}
