import Architectures
import CommandLineKit
import Foundation
import Testing

@Suite struct NamedModelTests {
  private func names(_ text: String) throws -> [String] {
    try NamedModel.list(text).map(\.configuration.name)
  }

  @Test func presetsFamiliesAndAll() throws {
    #expect(try names("opt-125m,LLaMA-2-7B") == ["opt-125m", "llama-2-7b"])
    #expect(try names("opt") == ModelConfiguration.optFamily.map(\.name))
    #expect(try names("bert,opt-125m") == ["bert-base", "bert-large", "opt-125m"])
    #expect(try names("all").count == ModelConfiguration.presets.count)
    // A name that is also a family's is the model.
    #expect(try names("gpt2") == ["gpt2"])
  }

  @Test func misspeltNamesAreCorrected() {
    #expect {
      try NamedModel.one("opt-175")
    } throws: {
      "\($0)".contains("did you mean opt-175b?")
    }
    for text in ["", ",", "opt-125m,", "opt-125m,,gpt2"] {
      #expect(throws: CommandLineError.self) { try NamedModel.list(text) }
    }
  }

  @Test func configurationFiles() throws {
    let folder = NSTemporaryDirectory() + "named-model-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let config = """
      {"model_type": "opt", "hidden_size": 96, "ffn_dim": 384, "num_hidden_layers": 2,
       "num_attention_heads": 4, "vocab_size": 50, "max_position_embeddings": 64,
       "word_embed_proj_dim": 96, "colour": "blue"}
      """
    try Data(config.utf8).write(to: URL(fileURLWithPath: folder + "/config.json"))
    for path in [folder, folder + "/config.json"] {
      let model = try NamedModel.one(path)
      #expect(model.configuration.hidden == 96 && model.configuration.layers == 2)
      #expect(model.notes.contains { $0.contains("'colour'") })
    }
    #expect(throws: CommandLineError.self) { try NamedModel.one(folder + "/nothing.json") }
    #expect(throws: CommandLineError.self) { try NamedModel.one("./nowhere/") }
  }
}
