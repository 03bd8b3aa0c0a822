import Architectures
import Foundation
import Kernels
import Testing

@testable import Checkpoints

/// Three small models, and what other programs make of them.
///
/// Written by transformers 5.23 with torch 2.13, float32, eager attention; what recurrent memory
/// gives comes from the authors' own code.
enum Fixtures {
  static let names = ["opt-pre-ln", "opt-post-ln-projected", "bert-classifier"]

  static func folder(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    return folder.appendingPathComponent(name).path
  }

  static func checkpoint(_ name: String) throws -> Checkpoint {
    try Checkpoint(folder: folder(name))
  }

  static func expected(_ name: String) throws -> SafetensorsFile {
    try SafetensorsFile(path: "\(folder(name))/expected.safetensors")
  }

  /// What full attention was run on: the first 64 tokens, where no others are stored for it.
  static func tokensOfFullAttention(_ name: String) throws -> [Int] {
    let expected = try expected(name)
    return expected["full.input_ids"] == nil
      ? Array(try expected.integers(of: "input_ids").prefix(64))
      : try expected.integers(of: "full.input_ids")
  }

  static func model(_ name: String) throws -> SafetensorsFile {
    try SafetensorsFile(path: "\(folder(name))/model.safetensors")
  }
}

/// A folder that exists while `body` runs.
func inTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("weights it's-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}

func write(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

/// What a reader says about files that it refuses; `nil` when it doesn't.
func complaint(_ body: () throws(CheckpointError) -> Void) -> String? {
  do throws(CheckpointError) {
    try body()
    return nil
  } catch {
    return error.description
  }
}
