import ArgumentParser
import Checkpoints
import CommandLineKit

extension Checkpoint {
  /// What the user should know about a folder, a sentence each.
  var notes: [String] {
    let model = NamedModel(configuration, path: folder)
    guard !ignoredTensors.isEmpty else { return model.notes }
    let shown = ignoredTensors.prefix(8).joined(separator: ", ")
    let rest = ignoredTensors.count - 8
    return model.notes + [
      "\(Quotation(folder)): these tensors are no part of the model and were ignored: \(shown)"
        + (rest > 0 ? " and \(rest) more" : "")
    ]
  }
}

/// Runs `body`; a file that can't be used ends the command as a mistake in the command line.
func explainingBadFiles<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as CheckpointError {
    throw CommandLineError(error.description).usage
  }
}
