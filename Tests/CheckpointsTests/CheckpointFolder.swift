import Architectures
import Foundation
import Testing

@testable import Checkpoints

/// A folder with a copy of one of the fixtures, to be changed.
struct CheckpointFolder {
  let path: String
  var tensors: [StoredTensor]

  /// Hands out a copy that exists while `body` runs; the weights aren't written yet.
  static func with(_ fixture: String, _ body: (inout CheckpointFolder) throws -> Void) throws {
    try inTemporaryFolder { path in
      try FileManager.default.copyItem(
        atPath: "\(Fixtures.folder(fixture))/config.json", toPath: "\(path)/config.json")
      var folder = CheckpointFolder(
        path: path, tensors: try StoredTensor.all(of: Fixtures.model(fixture)))
      try body(&folder)
    }
  }

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  /// Writes all tensors into one file, or given ones into one of another name.
  func writeTensors(
    _ tensors: [StoredTensor]? = nil, to name: String = "model.safetensors"
  ) throws {
    try Data(StoredTensor.file(tensors ?? self.tensors))
      .write(to: URL(fileURLWithPath: file(name)))
  }

  /// Changes the names of all tensors.
  mutating func rename(_ name: (String) -> String) {
    for index in tensors.indices { tensors[index].name = name(tensors[index].name) }
  }

  mutating func remove(_ name: String) { tensors.removeAll { $0.name == name } }

  /// Replaces a piece of text in the configuration.
  func configure(_ old: String, _ new: String) throws {
    let url = URL(fileURLWithPath: file("config.json"))
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: url)
  }

  /// Why the folder or the weights of its whole model can't be used.
  var refusal: String? {
    complaint { () throws(CheckpointError) in
      let checkpoint = try Checkpoint(folder: path)
      try checkpoint.check(Transformer(checkpoint.configuration.model).parameters)
    }
  }

  /// The values of all parameters, by name.
  func values() throws -> [String: [Float]] {
    try Self.values(of: Checkpoint(folder: path))
  }

  static func values(of checkpoint: Checkpoint) throws -> [String: [Float]] {
    var values: [String: [Float]] = [:]
    for parameter in Transformer(checkpoint.configuration.model).parameters {
      values[parameter.name] = try checkpoint.values(of: parameter)
    }
    return values
  }
}
