import ArgumentParser
import Files
import Processes

/// Runs `body`; an output that can't be written is explained and ends with a status of its own.
///
/// - Throws: What `body` throws, an `OutputFolder.WriteError` or a `ScratchFolder.Failure` as the exit
///   code 73.
public func explainingWriteErrors<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as OutputFolder.WriteError {
    throw explained(error.description)
  } catch let error as ScratchFolder.Failure {
    throw explained(error.description)
  }
}

private func explained(_ sentence: String) -> ExitCode {
  var standardError = StandardError()
  print("Error: \(sentence.oneLine)", to: &standardError)
  return ExitStatus.cannotCreate.exitCode
}
