import Operations
import Testing

@testable import Architectures

@Suite struct HuggingFaceFieldTests {
  @Test func numbersMayBeWrittenInEveryWay() throws {
    let model = try read("llama", ["hidden_size": "6.4e1", "num_hidden_layers": "4.0"]).model
    #expect(model.hidden == 64)
    #expect(model.layers == 4)
  }

  @Test func headsOfKeysAndValues() throws {
    #expect(try read("llama").model.keyValueHeads == 2)
    #expect(try read("llama", ["num_key_value_heads": "null"]).model.keyValueHeads == 4)
    #expect(try read("llama", ["num_key_value_heads": ""]).model.keyValueHeads == 4)
    #expect(try read("llama", ["head_dim": "32"]).model.queryWidth == 128)
  }

  @Test func biases() throws {
    #expect(try read("llama").model.biases == .none)
    #expect(
      try read("llama", ["attention_bias": "true"]).model.biases == [.queryKeyValue, .output])
    #expect(try read("llama", ["mlp_bias": "true"]).model.biases == .feedForward)
    #expect(try read("qwen2").model.biases == .queryKeyValue)
    #expect(try read("opt", ["enable_bias": "false"]).model.biases == .none)
    #expect(try read("gpt_neox", ["attention_bias": "false"]).model.biases == .feedForward)
  }

  @Test func windows() throws {
    typealias Window = ModelConfiguration.Window
    #expect(try read("mistral", ["sliding_window": "null"]).model.window == nil)
    #expect(try read("mistral", ["sliding_window": "7"]).model.window == Window(length: 7))
    #expect(try read("mixtral", ["sliding_window": "7"]).model.window == Window(length: 7))
    #expect(try read("mixtral").model.window == nil)
    let qwen = ["sliding_window": "7", "max_window_layers": "3"]
    #expect(try read("qwen2", qwen).model.window == nil)
    let on = qwen.merging(["use_sliding_window": "true"]) { $1 }
    #expect(try read("qwen2", on).model.window == Window(length: 7, firstLayer: 3))
    let beyond = on.merging(["max_window_layers": "4"]) { $1 }
    #expect(try read("qwen2", beyond).model.window == nil)
  }

  @Test func layerTypes() throws {
    typealias Window = ModelConfiguration.Window
    let (full, sliding) = ("\"full_attention\"", "\"sliding_attention\"")
    let cut = ["layer_types": "[\(full), \(full), \(sliding), \(sliding)]"]
    let on = cut.merging(["use_sliding_window": "true", "sliding_window": "7"]) { $1 }
    #expect(try read("qwen2", on).model.window == Window(length: 7, firstLayer: 2))
    let allFull = ["layer_types": "[\(full), \(full), \(full), \(full)]"]
    #expect(try read("llama", allFull).model.window == nil)
    for family in ["llama", "mistral", "qwen2"] {
      #expect(refusal(json(family, cut))?.contains("layer_types has 2 layers") == true)
    }
    let mixed = ["layer_types": "[\(sliding), \(full), \(sliding), \(full)]"]
    #expect(refusal(json("qwen2", mixed))?.contains("layer_types mixes") == true)
    let short = ["layer_types": "[\(full)]"]
    #expect(refusal(json("llama", short))?.contains("1 entries for 4 layers") == true)
  }

  @Test func rotaryPositions() throws {
    func rotary(_ read: HuggingFaceConfiguration) -> PositionEncoding { read.model.positions }
    let neox = ["rotary_pct": "0.5", "rotary_emb_base": "20000"]
    #expect(
      try rotary(read("gpt_neox", neox)) == .rotary(RotaryEncoding(width: 8, base: 20_000)))
    #expect(try rotary(read("gpt_neox")) == .rotary(RotaryEncoding(width: 4)))
    let nested = ["rope_parameters": "{\"rope_theta\": 5e5, \"rope_type\": \"default\"}"]
    #expect(try rotary(read("llama", nested)) == .rotary(RotaryEncoding(width: 16, base: 5e5)))
    #expect(try !read("llama", nested).notes.contains { $0.contains("rope") })
    let share = ["rope_parameters": "{\"partial_rotary_factor\": 0.5}"]
    #expect(try rotary(read("gpt_neox", share)) == .rotary(RotaryEncoding(width: 8)))
    #expect(refusal(json("llama", share))?.contains("partial_rotary_factor") == true)
  }

  @Test func gemmaActivation() throws {
    #expect(try read("gemma", ["hidden_act": "\"gelu\""]).model.activation == .geluTanh)
    #expect(try read("gemma", ["hidden_act": "\"gelu\""]).notes.count { $0.contains("gelu") } == 1)
    #expect(try read("gemma", ["hidden_activation": "\"gelu\""]).model.activation == .gelu)
    #expect(try read("gemma", ["hidden_act": "\"relu\""]).model.activation == .relu)
  }

  @Test func fallsBackToArchitectures() throws {
    for (name, family) in [
      ("OPTForCausalLM", "opt"), ("GPT2LMHeadModel", "gpt2"), ("BertModel", "bert"),
      ("GPTNeoXForCausalLM", "gpt-neox"), ("Qwen2ForCausalLM", "qwen2"),
    ] {
      let type = family.replacingOccurrences(of: "-", with: "_")
      let text = json(type, ["model_type": "", "architectures": "[\"\(name)\"]"])
      let read = try HuggingFaceConfiguration(json: text, name: "m")
      #expect(read.model.family == family)
      #expect(read.notes.first?.contains("model_type isn't in the file") == true)
    }
    for name in ["Gemma2ForCausalLM", "Qwen2MoeForCausalLM", "GPTNeoXJapaneseForCausalLM", ""] {
      let text = "{\"architectures\": [\"\(name)\"]}"
      #expect(refusal(Array(text.utf8))?.contains("isn't known") == true)
    }
  }

  @Test func gpt2KnowsBothNames() throws {
    let model = try read("gpt2", ["n_embd": "96", "hidden_size": "96", "n_inner": "100"]).model
    #expect(model.hidden == 96)
    #expect(model.feedForward == 100)
    #expect(refusal(json("gpt2", ["n_embd": "96"]))?.contains("another name for it") == true)
  }

  @Test func decodersOfTheEncoderFamilies() throws {
    #expect(try read("bert", ["is_decoder": "true"]).model.mask == .causal)
    #expect(try read("gemma", ["use_bidirectional_attention": "true"]).model.mask == .full)
  }

  @Test func byteOrderMarkIsSkipped() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(refusal(mark + json("opt")) == nil)
    #expect(refusal(mark)?.contains("is empty") == true)
  }

  @Test func namesAndFieldsAreSafeToPrint() throws {
    let escape = "\u{1B}[2J"
    let text = json("opt", ["\\u001b[2J": "1", String(repeating: "x", count: 1000): "2"])
    let read = try HuggingFaceConfiguration(json: text, name: "a\(escape)\nb\u{202E}")
    #expect(read.model.name == "a[2Jb")
    #expect(read.unknownFields.first == "\\u{1b}[2J")
    #expect(read.unknownFields.allSatisfy { $0.count < 60 })
    for type in ["", "\"opt\""] {
      let classes = json("opt", ["model_type": type, "architectures": "[\"OPTFor\\u001b\\nX\"]"])
      #expect(refusal(classes)?.contains("'OPTFor\\u{1b}\\u{a}X'") == true)
    }
    let nameless = try HuggingFaceConfiguration(json: json("opt"), name: "\n")
    #expect(nameless.model.name == "model")
    let bad = json("opt", ["hidden_size": "\"\\u001b[2J\\n\(String(repeating: "y", count: 999))\""])
    let sentence = refusal(bad) ?? ""
    #expect(!sentence.isEmpty && !sentence.contains { $0.isNewline || $0 == "\u{1B}" })
    #expect(sentence.count < 200)
  }
}
