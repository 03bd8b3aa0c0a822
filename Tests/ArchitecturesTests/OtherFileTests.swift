import Foundation
import Testing

@testable import Architectures

/// Files that aren't configurations are named as what they are, and folders by their model.
@Suite struct OtherFileTests {
  static let kinds: [(start: [UInt8], kind: String)] = [
    (Array("GGUF".utf8) + [3, 0, 0, 0], "a GGUF file"),
    ([8, 0, 0, 0, 0, 0, 0, 0] + Array("{\"a\":{} }".utf8), "a safetensors file"),
    ([0x50, 0x4B, 3, 4], "a PyTorch file"), ([0x80, 2], "a PyTorch file"),
    ([0x89, 0x48, 0x44, 0x46, 0x0D], "an HDF5 file"), (Array("tjgg".utf8), "a GGML file"),
    ([0x1F, 0x8B, 8], "a gzip archive"),
  ]

  @Test(arguments: kinds)
  func filesOfWeights(start: [UInt8], kind: String) throws {
    let says = "is \(kind), which holds weights; name the config.json of its model instead"
    #expect(refusal(start) == "'m': \(says)")
    try inTemporaryFolder { folder in
      // Also where the file is larger than a configuration may be.
      let path = "\(folder)/weights"
      try Data(start).write(to: URL(fileURLWithPath: path))
      #expect(truncate(path, 1 << 25) == 0)
      #expect(refusal(path: path)?.hasSuffix(says) == true)
    }
  }

  /// A real configuration of 3.1 MB lists every label of a classifier.
  @Test func aLongConfigurationIsRead() throws {
    let labels = (0..<90_000).map { "\"\($0)\": \"LABEL OF THE CLASS \($0)\"" }
    let text = json("llama", ["id2label": "{\(labels.joined(separator: ", "))}"])
    #expect(text.count > 3_100_000)
    try inTemporaryFolder { folder in
      try Data(text).write(to: URL(fileURLWithPath: "\(folder)/config.json"))
      #expect(refusal(path: folder) == nil)
    }
  }

  @Test func foldersOfWeightsAlone() throws {
    try inTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: "\(folder)/llama.Q4_K_M.gguf"))
      #expect(refusal(path: folder)?.contains("holds GGUF files") == true)
      try FileManager.default.removeItem(atPath: "\(folder)/llama.Q4_K_M.gguf")
      try Data(Fixtures.bytes("params")).write(to: URL(fileURLWithPath: "\(folder)/params.json"))
      #expect(refusal(path: folder) == nil)
    }
  }

  /// `models--org--name/snapshots/commit/config.json`, as the hub's client keeps downloads.
  @Test func theHubsCache() throws {
    try inTemporaryFolder { folder in
      let files = FileManager.default
      let model = "\(folder)/models--meta-llama--Llama-3-8B"
      for commit in ["0a1b", "2c3d"] {
        let snapshot = "\(model)/snapshots/\(commit)"
        try files.createDirectory(atPath: snapshot, withIntermediateDirectories: true)
        let layers = commit == "0a1b" ? "4" : "5"
        try Data(json("llama", ["num_hidden_layers": layers]))
          .write(to: URL(fileURLWithPath: "\(snapshot)/config.json"))
      }
      #expect(refusal(path: model)?.contains("holds 2 snapshots of the model; name one") == true)
      try files.createDirectory(atPath: "\(model)/refs", withIntermediateDirectories: true)
      try Data("2c3d\n".utf8).write(to: URL(fileURLWithPath: "\(model)/refs/main"))
      for path in [model, "\(model)/", "\(model)/snapshots", "\(model)/snapshots/2c3d"] {
        let read = try HuggingFaceConfiguration(path: path).model
        #expect(read.name == "Llama-3-8B" && read.layers == 5)
      }
      let named = try HuggingFaceConfiguration(path: "\(model)/snapshots/0a1b/config.json").model
      #expect(named.name == "Llama-3-8B" && named.layers == 4)
      // A name that leads elsewhere is none of the snapshots.
      try Data("../../elsewhere".utf8).write(to: URL(fileURLWithPath: "\(model)/refs/main"))
      #expect(refusal(path: model)?.contains("holds 2 snapshots") == true)
      try files.removeItem(atPath: "\(model)/snapshots/0a1b")
      #expect(try HuggingFaceConfiguration(path: model).model.layers == 5)
    }
  }
}
