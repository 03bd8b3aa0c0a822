import Foundation
import Testing

@testable import Architectures

/// Files as they are published on the Hugging Face hub, or written by the transformers library.
enum Fixtures {
  /// Files that are named after a model.
  static let names = [
    "bert-base", "gemma-2b", "gemma-7b", "gpt-neox-20b", "gpt2", "gpt2-xl", "llama-2-70b",
    "llama-2-7b", "llama-3-8b", "llama-3.1-8b", "llama-3.2-1b", "llama-7b", "mistral-7b",
    "mixtral-8x7b", "opt-125m", "opt-350m", "pythia-12b", "pythia-70m", "qwen2-0.5b",
    "roberta-base",
  ]

  static func path(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures")
    return folder.appendingPathComponent(name).path
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path("\(name).json"))))
  }

  static func configuration(_ name: String) throws -> HuggingFaceConfiguration {
    try HuggingFaceConfiguration(path: path("\(name).json"))
  }
}

/// Fields of a config.json by name, each value as JSON text; small sizes where nothing else is said.
func json(_ modelType: String, _ fields: [String: String] = [:]) -> [UInt8] {
  var all = [
    "model_type": "\"\(modelType)\"", "hidden_size": "64", "num_hidden_layers": "4",
    "num_attention_heads": "4", "vocab_size": "100", "max_position_embeddings": "256",
  ]
  switch modelType {
  case "opt": all["ffn_dim"] = "128"
  case "gpt2": break
  default: all["intermediate_size"] = "128"
  }
  if ["llama", "mistral", "mixtral", "qwen2", "gemma"].contains(modelType) {
    all["num_key_value_heads"] = "2"
  }
  if let family = HuggingFaceFamily.all.first(where: { $0.modelType == modelType }) {
    all["architectures"] = "[\"\(family.classPrefix)\(family.usual)\"]"
  }
  switch modelType {
  case "mistral": all["sliding_window"] = "4096"
  case "mixtral": (all["num_local_experts"], all["num_experts_per_tok"]) = ("8", "2")
  case "gemma": all["head_dim"] = "16"
  case "bert", "roberta": all["type_vocab_size"] = "2"
  default: break
  }
  all.merge(fields) { $1 }
  // An empty text takes a field away.
  let members = all.filter { !$1.isEmpty }.sorted { $0.key < $1.key }
  return Array("{\(members.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}".utf8)
}

func read(
  _ modelType: String, _ fields: [String: String] = [:]
) throws -> HuggingFaceConfiguration {
  try HuggingFaceConfiguration(json: json(modelType, fields), name: "m")
}

/// What the reader says about a text it refuses; `nil` when it doesn't.
func refusal(_ text: [UInt8]) -> String? {
  do throws(HuggingFaceConfigurationError) {
    _ = try HuggingFaceConfiguration(json: text, name: "m")
    return nil
  } catch {
    return error.description
  }
}

/// The same about what a path leads to.
func refusal(path: String) -> String? {
  do throws(HuggingFaceConfigurationError) {
    _ = try HuggingFaceConfiguration(path: path)
    return nil
  } catch {
    return error.description
  }
}

func preset(_ name: String) throws -> ModelConfiguration {
  try #require(ModelConfiguration.preset(named: name), "no preset \(name)")
}

/// A folder that exists while `body` runs.
func inTemporaryFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("config it's-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try body(folder)
}
