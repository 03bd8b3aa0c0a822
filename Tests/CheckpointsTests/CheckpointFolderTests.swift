import Architectures
import Foundation
import Testing

@testable import Checkpoints

/// Folders of every shape are read, or refused in a sentence that names the file.
@Suite struct CheckpointFolderTests {
  private let fixture = "opt-pre-ln"
  private let index = "model.safetensors.index.json"

  @Test func severalFilesWithAnIndex() throws {
    let expected = try CheckpointFolder.values(of: Fixtures.checkpoint(fixture))
    try CheckpointFolder.with(fixture) { folder in
      var entries: [String] = []
      for shard in 0..<3 {
        let name = "model-0000\(shard + 1)-of-00003.safetensors"
        let tensors = folder.tensors.enumerated().filter { $0.offset % 3 == shard }.map(\.element)
        try folder.writeTensors(tensors, to: name)
        entries += tensors.map { "\"\($0.name)\": \"\(name)\"" }
      }
      try folder.write(
        "{\"metadata\": {\"total_size\": 1}, \"weight_map\": {\(entries.joined(separator: ","))}}",
        to: index)
      #expect(try folder.values() == expected)
      #expect(try Checkpoint(folder: folder.path + "/").ignoredTensors.isEmpty)
      // As transformers does, one file is taken before several.
      try folder.write("not a model", to: "model.safetensors")
      #expect(folder.refusal?.contains("/model.safetensors': ") == true)
    }
  }

  @Test func linksToFilesElsewhere() throws {
    try CheckpointFolder.with(fixture) { folder in
      try FileManager.default.createSymbolicLink(
        atPath: folder.file("model.safetensors"),
        withDestinationPath: "\(Fixtures.folder(fixture))/model.safetensors")
      #expect(folder.refusal == nil)
    }
  }

  @Test func filesThatAreNotThere() throws {
    #expect(
      complaint { () throws(CheckpointError) in _ = try Checkpoint(folder: "/no such\nplace") }?
        .hasPrefix("'/no such\\u{a}place': can't be read") == true)
    try CheckpointFolder.with(fixture) { folder in
      #expect(folder.refusal?.contains("neither model.safetensors nor model.safeten") == true)
      try folder.writeTensors()
      try FileManager.default.removeItem(atPath: folder.file("config.json"))
      #expect(folder.refusal?.contains("holds safetensors files") == true)
    }
  }

  /// Nothing waits for a pipe's other end, or goes round in links.
  @Test(arguments: ["config.json", "model.safetensors", "model.safetensors.index.json"])
  func filesOfOtherKinds(name: String) throws {
    try CheckpointFolder.with(fixture) { folder in
      let path = folder.file(name)
      func expect(_ sentence: String, _ make: () throws -> Void) throws {
        try? FileManager.default.removeItem(atPath: path)
        try make()
        let refusal = folder.refusal
        #expect(refusal?.contains("\(name)': ") == true, "\(refusal ?? "none")")
        #expect(refusal?.contains(sentence) == true, "\(refusal ?? "none")")
      }
      if name == "config.json" { try folder.writeTensors() }
      try expect("isn't a regular file") { #expect(mkfifo(path, 0o600) == 0) }
      try expect("isn't a regular file") {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
      try expect("No such file") { #expect(symlink("nowhere", path) == 0) }
      try expect("Too many levels of symbolic links") { #expect(symlink(name, path) == 0) }
      try expect("empty") { try folder.write("", to: name) }
    }
  }

  @Test(arguments: [
    "../model.safetensors", "/etc/passwd", "..", ".", "", "sub/model.safetensors", "config.json",
    "../../x/y.safetensors", "./a.safetensors", "\\u0000.safetensors", "a\\u0000/.safetensors",
  ]) func filesOutsideTheFolder(file: String) throws {
    try CheckpointFolder.with(fixture) { folder in
      try folder.write("{\"weight_map\": {\"w\": \"\(file)\"}}", to: index)
      let sentence = "tensor 'w' is said to be in '"
      #expect(folder.refusal?.contains(sentence) == true)
      #expect(folder.refusal?.contains("isn't a safetensors file of this folder") == true)
    }
  }

  @Test(arguments: [
    ("{}", "has no weight_map"), ("[]", "has no weight_map"),
    ("{\"weight_map\": []}", "has no weight_map"),
    ("{\"weight_map\": {\"w\": 3}}", "tensor 'w' is said to be in 3, not a file"),
    ("{\"weight_map\": {\"w\": \"a\", \"w\": \"a\"}}", "'w' stands twice in an object"),
    ("{\"weight_map\": ", "the text ends too early"),
    ("{\"weight_map\": \(String(repeating: "[", count: 100_000))", "nested deeper than 8"),
    ("{\"weight_map\": [\(String(repeating: "0,", count: 1 << 20))0]}", "1,048,576 values"),
    ("{\"weight_map\": {}}", "'model.decoder.layers.0.self_attn.q_proj.weight' is missing"),
    ("{\"weight_map\": {\"w\": \"a.safetensors\"}}", "a.safetensors': can't be read (No such"),
  ]) func indicesThatAreWrong(text: String, sentence: String) throws {
    try CheckpointFolder.with(fixture) { folder in
      try folder.write(text, to: index)
      let refusal = folder.refusal
      #expect(refusal?.contains(sentence) == true, "\(refusal ?? "none")")
    }
  }

  @Test func anIndexThatIsNotTrueOfItsFiles() throws {
    try CheckpointFolder.with(fixture) { folder in
      try folder.writeTensors(to: "a.safetensors")
      try folder.write("{\"weight_map\": {\"w\": \"a.safetensors\"}}", to: index)
      let sentence = "a.safetensors': tensor 'w' is missing, and the index says that it is here"
      #expect(folder.refusal?.contains(sentence) == true)
    }
  }

  @Test func tensorsThatTheConfigurationContradicts() throws {
    let name = "model.decoder.layers.1.fc1.weight"
    try CheckpointFolder.with(fixture) { folder in
      let place = try #require(folder.tensors.firstIndex { $0.name == name })
      let original = folder.tensors[place]
      folder.tensors[place].shape = [128, 192]
      try folder.writeTensors()
      let shape = "'\(name)' has the shape [128, 192], and config.json asks for [192, 128]"
      #expect(folder.refusal?.contains(shape) == true)
      // Of the right size, but not of numbers with a fraction.
      folder.tensors[place] = original
      folder.tensors[place].type = .signed32
      try folder.writeTensors()
      #expect(folder.refusal?.contains("'\(name)' is of I32; only F32, F16 and BF16") == true)
      folder.remove(name)
      try folder.writeTensors()
      #expect(folder.refusal?.contains("tensor '\(name)' is missing, which config.json") == true)
    }
  }

  @Test func aConfigurationOfAnotherModel() throws {
    try CheckpointFolder.with(fixture) { folder in
      try folder.writeTensors()
      try folder.configure("\"ffn_dim\": 192", "\"ffn_dim\": 193")
      #expect(folder.refusal?.contains("config.json asks for [193, 128]") == true)
      try folder.configure("\"ffn_dim\": 193", "\"ffn_dim\": 0")
      #expect(folder.refusal?.contains("ffn_dim is 0") == true)
      let gpt2 = """
        {"model_type": "gpt2", "n_embd": 64, "n_layer": 2, "n_head": 2, "n_positions": 32,
         "vocab_size": 100}
        """
      try folder.write(gpt2, to: "config.json")
      let sentence = "weights of 'gpt2' models can't be read; known: bert, opt"
      #expect(folder.refusal?.contains(sentence) == true)
    }
  }
}
