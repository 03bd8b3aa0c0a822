@testable import Checkpoints

/// A copy of a fixture's expected outputs, to be changed.
struct ExpectedFile {
  let path: String
  var tensors: [StoredTensor]
  var metadata: [String: String]

  /// Hands out a copy that exists while `body` runs; it isn't written yet.
  static func with(_ fixture: String, _ body: (inout ExpectedFile) throws -> Void) throws {
    try inTemporaryFolder { folder in
      let file = try Fixtures.expected(fixture)
      var copy = ExpectedFile(
        path: "\(folder)/expected.safetensors", tensors: try StoredTensor.all(of: file),
        metadata: file.metadata)
      try body(&copy)
    }
  }

  mutating func change(_ name: String, _ change: (inout [UInt8]) -> Void) {
    guard let index = tensors.firstIndex(where: { $0.name == name }) else { return }
    change(&tensors[index].bytes)
  }

  mutating func remove(_ name: String) { tensors.removeAll { $0.name == name } }

  /// Puts a tensor in place of the one of its name.
  mutating func replace(_ tensor: StoredTensor) {
    remove(tensor.name)
    tensors.append(tensor)
  }

  func write() throws {
    try CheckpointsTests.write(StoredTensor.file(tensors, metadata: metadata), to: path)
  }

  /// Why the outputs are refused for a fixture's model; `nil` when they aren't.
  func refusal(for fixture: String) throws -> String? {
    try write()
    let model = try Fixtures.checkpoint(fixture).configuration.model
    return complaint { () throws(CheckpointError) in
      _ = try ExpectedOutputs(path: path, of: model)
    }
  }
}
