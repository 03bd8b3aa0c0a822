import Accounting
import Architectures
import Foundation
import Testing

@testable import flops

/// Types of files, adapters and packs as the commands take them.
@Suite struct TypesAndPacksTests {
  /// The model's file as bitsandbytes writes it.
  private func fourBits() throws -> Candidate {
    let json = """
      {"model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 4096,
      "intermediate_size": 14336, "max_position_embeddings": 8192, "num_attention_heads": 32,
      "num_hidden_layers": 32, "num_key_value_heads": 8, "rms_norm_eps": 1e-05,
      "rope_theta": 500000.0, "tie_word_embeddings": false, "torch_dtype": "bfloat16",
      "vocab_size": 128256, "quantization_config": {"load_in_4bit": true,
      "bnb_4bit_quant_type": "nf4", "bnb_4bit_use_double_quant": true,
      "quant_method": "bitsandbytes"}}
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "config.json")
    try Data(json.utf8).write(to: file)
    let arguments = try CandidateArguments.parse(["--model", file.path, "--arch", "full"])
    return try #require(try arguments.candidates(logits: .all).first)
  }

  /// Llama 3 8B in 4 bits has 5.59 GB of weights, unless other types are asked for.
  @Test func weightsOfAFile() throws {
    let candidate = try fourBits()
    func weights(_ arguments: [String]) throws -> UInt128 {
      let machine = try MachineArguments.parse(arguments)
      let question = try Question(
        candidate, length: 128, PassArguments.parse([]), plan: machine.plan(for: candidate),
        roofline: nil)
      return question.memory.weights
    }
    #expect(try weights([]) == 5_591_539_712)
    #expect(try weights(["--dtype", "bf16"]) == 2 * 8_030_261_248)
    #expect(try MachineArguments.parse([]).notes(on: candidate).count == 1)
    #expect(throws: (any Error).self) {
      try Question(
        candidate, length: 128, PassArguments.parse(["--phase", "train"]),
        plan: MachineArguments.parse([]).plan(for: candidate), roofline: nil)
    }
    let trained = try Question(
      candidate, length: 128, PassArguments.parse(["--train", "lora:rank=16"]),
      plan: MachineArguments.parse([]).plan(for: candidate), roofline: nil)
    #expect(trained.memory.gradients == 2 * 6_815_744)
    #expect(trained.trained == "lora:rank=16,targets=q+v")
  }

  @Test(arguments: [
    ("lora", "lora:rank=8,targets=q+v"), ("LoRA:rank=16", "lora:rank=16,targets=q+v"),
    ("lora:targets=all-linear,rank=4", "lora:rank=4,targets=q+k+v+o+gate+up+down"),
    ("lora:r=2,targets=q_proj+o_proj", "lora:rank=2,targets=q+o"),
    ("lora:targets=attention", "lora:rank=8,targets=q+k+v+o"),
  ])
  func adapters(text: String, canonical: String) throws {
    guard case .adapters(let adapters) = try TrainChoice.parse(text) else {
      Issue.record("no adapters")
      return
    }
    #expect(adapters.text == canonical)
  }

  @Test(arguments: [
    "", "lora:", "lora:rank", "lora:rank=0", "lora:rank=70000", "lora:targets=x",
    "lora:targets=q+", "qlora", "full:rank=3", "lora:alpha=3",
  ])
  func otherAdaptersAreRefused(text: String) {
    #expect(throws: (any Error).self) { try TrainChoice.parse(text) }
  }

  /// Several lengths are a pack only where that is said.
  @Test func lengths() throws {
    let several = try Lengths.parse("512,1k,4Ki")
    #expect(several.values == [512, 1000, 4096] && several.longest == 4096)
    #expect(throws: Never.self) { try several.check(PassArguments.parse(["--packed"])) }
    #expect(throws: (any Error).self) { try several.check(PassArguments.parse([])) }
    #expect(throws: Never.self) { try Lengths.parse("512").check(PassArguments.parse([])) }
    for text in ["", "512,", "512,,3", "0", "512, 3"] {
      #expect(throws: (any Error).self) { try Lengths.parse(text) }
    }
  }

  /// `--train` says that it is training, and nothing else may be said beside it.
  @Test func trainingIsImplied() throws {
    #expect(try PassArguments.parse(["--train", "lora"]).phase == .train)
    #expect(try PassArguments.parse([]).phase == .prefill)
    #expect(throws: (any Error).self) {
      try PassArguments.parse(["--train", "lora", "--phase", "decode"])
    }
  }
}
