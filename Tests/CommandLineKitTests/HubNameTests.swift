import Architectures
import CommandLineKit
import Foundation
import Testing

/// Models as the Hugging Face hub calls them, and other things that people type for a model.
@Suite struct HubNameTests {
  @Test(arguments: [
    ("meta-llama/Llama-3-8B", "llama-3-8b"), ("meta-llama/Meta-Llama-3-8B-Instruct", "llama-3-8b"),
    ("meta-llama/Llama-3.2-1B-Instruct", "llama-3.2-1b"),
    ("meta-llama/Llama-2-7b-chat-hf", "llama-2-7b"),
    ("huggyllama/llama-7b", "llama-7b"), ("facebook/opt-1.3b", "opt-1.3b"),
    ("google-bert/bert-base-uncased", "bert-base"), ("bert-large-uncased", "bert-large"),
    ("openai-community/gpt2-xl", "gpt2-xl"), ("EleutherAI/pythia-1.4b-deduped", "pythia-1.4b"),
    ("EleutherAI/gpt-neox-20b", "gpt-neox-20b"), ("mistralai/Mistral-7B-v0.1", "mistral-7b"),
    ("mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b"),
    ("https://huggingface.co/meta-llama/Llama-3.1-8B", "llama-3.1-8b"),
    ("https://huggingface.co/facebook/opt-125m/blob/main/config.json?x=1", "opt-125m"),
    ("http://www.huggingface.co/models/facebook/opt-125m/", "opt-125m"),
    ("huggingface.co/openai-community/gpt2", "gpt2"), ("hf.co/gpt2", "gpt2"),
    ("hf://facebook/opt-125m@main/config.json", "opt-125m"),
  ])
  func namesOfPresets(text: String, preset: String) throws {
    let model = try NamedModel.one(text)
    #expect(model.configuration.name == preset)
    #expect(
      model.notes.map { $0.hasSuffix(" is taken as the preset \(preset); nothing is downloaded") }
        == [true])
    #expect(try NamedModel.list("gpt2,\(text)").count == 2)
  }

  /// Others may have other sizes: Mistral's third version has another vocabulary and no window.
  @Test(arguments: [
    "mistralai/Mistral-7B-v0.3", "google-bert/bert-base-cased", "meta-llama/Llama-3.1-405B-FP8",
    "Qwen/Qwen3-8B", "someone/opt-125m", "https://huggingface.co/Qwen/Qwen3-8B",
    "https://example.com/opt-125m/config.json", "https://huggingface.co/",
  ])
  func otherModelsAreNotDownloaded(text: String) {
    #expect {
      try NamedModel.one(text)
    } throws: {
      "\($0)".contains("nothing is downloaded")
    }
  }

  @Test(arguments: ["./opt/125m", "/opt/125m", "../opt-125m", "opt/config.json", "a/b/c"])
  func pathsStayPaths(text: String) {
    #expect {
      try NamedModel.one(text)
    } throws: {
      !"\($0)".contains("downloaded")
    }
  }

  @Test func aFileGoesBeforeAName() throws {
    let folder = NSTemporaryDirectory() + "hub, \(UUID().uuidString)"
    let path = "\(folder)/a,b/c"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let config = """
      {"model_type": "opt", "hidden_size": 96, "ffn_dim": 384, "num_hidden_layers": 2,
       "num_attention_heads": 4, "vocab_size": 50, "max_position_embeddings": 64}
      """
    try Data(config.utf8).write(to: URL(fileURLWithPath: path + "/config.json"))
    for text in [path, "\(path)/config.json"] {
      #expect(try NamedModel.one(text).configuration.name == "c")
      let three = try NamedModel.list("gpt2,\(text),opt-125m")
      #expect(three.map(\.configuration.name) == ["gpt2", "c", "opt-125m"])
    }
  }
}
