import Testing

@testable import Architectures

@Suite struct HuggingFaceErrorTests {
  /// A family, a field with a bad value, and what the sentence must say besides the field.
  static let badValues: [(family: String, field: String, value: String, says: String)] = [
    ("llama", "hidden_size", "0", "is 0; it must be a whole number from 1 to 16,777,216"),
    ("llama", "hidden_size", "-64", "is -64"),
    ("llama", "hidden_size", "64.5", "is 64.5"),
    ("llama", "hidden_size", "16777217", "is 16777217"),
    ("llama", "hidden_size", "1e400", "is 1e400"),
    ("llama", "hidden_size", "99999999999999999999999999999999", "is 99999999"),
    ("llama", "hidden_size", "true", "is true"),
    ("llama", "hidden_size", "null", "is null"),
    ("llama", "hidden_size", "\"64\"", "is the text '64'"),
    ("llama", "hidden_size", "[64]", "is a list"),
    ("llama", "hidden_size", "{}", "is an object"),
    ("llama", "num_hidden_layers", "10001", "1 to 10,000"),
    ("llama", "vocab_size", "268435457", "1 to 268,435,456"),
    ("llama", "max_position_embeddings", "1e13", "whole number"),
    ("llama", "tie_word_embeddings", "1", "it must be true or false"),
    ("llama", "attention_bias", "\"true\"", "it must be true or false"),
    ("llama", "hidden_act", "\"quick_gelu\"", "one of gelu"),
    ("llama", "hidden_act", "null", "one of gelu"),
    ("llama", "rms_norm_eps", "0", "a number from"),
    ("llama", "rms_norm_eps", "\"1e-5\"", "a number from"),
    ("llama", "rope_theta", "-1", "a number from"),
    ("llama", "rope_theta", "1e999", "a number from"),
    ("llama", "rope_parameters", "[]", "it must be an object"),
    ("llama", "layer_types", "\"full_attention\"", "it must be a list"),
    ("llama", "architectures", "\"LlamaForCausalLM\"", "a list of names"),
    ("llama", "architectures", "[1]", "a list of names"),
    ("llama", "model_type", "7", "one of opt, bert"),
    ("llama", "pruned_heads", "{\"1\": [0]}", "can't be counted"),
    ("llama", "is_encoder_decoder", "true", "can't be counted"),
    ("mistral", "sliding_window", "0", "whole number"),
    ("mistral", "sliding_window", "false", "whole number"),
    ("mixtral", "num_local_experts", "4097", "1 to 4,096"),
    ("gpt_neox", "rotary_pct", "1.5", "a number from 0.0 to 1.0"),
    ("gpt_neox", "use_parallel_residual", "0", "true or false"),
    ("bert", "position_embedding_type", "\"relative_key\"", "it must be \"absolute\""),
    ("bert", "add_cross_attention", "true", "can't be counted"),
    ("opt", "activation_function", "\"gelu_10\"", "one of gelu"),
    ("opt", "_remove_final_layer_norm", "true", "use another model"),
    ("opt", "layer_norm_elementwise_affine", "false", "use another model"),
    ("roberta", "max_position_embeddings", "2", "make it larger"),
  ]

  @Test(arguments: badValues)
  func badValuesAreNamed(family: String, field: String, value: String, says: String) throws {
    let sentence = try #require(refusal(json(family, [field: value])))
    #expect(sentence.hasPrefix("'m': "))
    #expect(sentence.contains(field))
    #expect(sentence.contains(says))
  }

  /// Fields that are each in range and don't go together.
  @Test(arguments: [
    ("llama", ["num_attention_heads": "5"], "can't be shared among 5 attention heads"),
    ("llama", ["num_key_value_heads": "3"], "make heads a multiple of kv"),
    ("llama", ["num_key_value_heads": "8"], "kv is 8; it must be 1 to 4"),
    ("llama", ["head_dim": "15"], "an even number"),
    ("llama", ["head_dim": "16777216"], "columns; make heads times head-width"),
    ("gpt_neox", ["rotary_pct": "0.2"], "an even number"),
    ("gpt_neox", ["rotary_pct": "0"], "an even number"),
    ("mixtral", ["num_local_experts": "2", "num_experts_per_tok": "3"], "active is 3"),
    ("mixtral", ["num_local_experts": "4096", "num_hidden_layers": "33"], "lower experts"),
    (
      "llama",
      [
        "hidden_size": "16777216", "intermediate_size": "16777216", "num_hidden_layers": "10000",
        "num_attention_heads": "65536", "num_key_value_heads": "65536",
      ], "2^62 parameters"
    ),
    ("gemma", ["use_bidirectional_attention": "3"], "true or false"),
    (
      "qwen2", ["num_key_value_heads": ""],
      "num_key_value_heads isn't in the file, and the count depends on it"
    ),
  ])
  func fieldsMustGoTogether(family: String, fields: [String: String], says: String) throws {
    let sentence = try #require(refusal(json(family, fields)))
    #expect(sentence.contains(says), "\(sentence)")
  }

  @Test(arguments: [
    ("", "is empty"), (" \n", "is empty"), ("[]", "holds a list"), ("1", "holds 1"),
    ("{", "line 1, column 2"), ("{}", "model_type"), ("{\"a\": nan}", "a value is missing"),
    ("{\"a\": -Infinite}", "isn't a number"), ("{\"a\": Infinity1}", "a value is missing"),
    ("{\"a\": 1,}", "a name in double quotes"),
    ("{\"a\": 01}", "isn't a number"), ("{'a': 1}", "a name in double quotes"),
    ("{\"a\": 1 // one\n}", "',' or '}' is missing"), ("{} {}", "follows the end"),
    ("{\"a\": 1,\n \"a\": 2}", "'a' stands twice in an object at line 2, column 2"),
    ("{\"a\": {\"b\": 1, \"\\u0062\": 1}}", "'b' stands twice"),
    ("{\"a\": \"\u{1}\"}", "control character"), ("{\"a\": \"\\ud800\"}", "surrogates"),
    ("{\"a\": \"\\x\"}", "no escape"), ("{\"a\": \"", "isn't closed"),
    ("<!DOCTYPE html>", "download the raw file"),
    ("version https://git-lfs.github.com/spec/v1", "is a Git LFS pointer"),
    ("{\"a\": 1,\n<<<<<<< HEAD\n\"b\": 2\n=======\n", "merge conflict, from line 2 on"),
    ("<<<<<<< HEAD\n{\"b\": 2}\n", "merge conflict, from line 1 on"),
  ])
  func textsThatAreNoConfiguration(text: String, says: String) throws {
    let sentence = try #require(refusal(Array(text.utf8)))
    #expect(sentence.contains(says), "\(sentence)")
  }

  @Test func textThatIsNotUTF8() {
    #expect(refusal([0x7B, 0xFF, 0x7D])?.contains("isn't UTF-8") == true)
    let utf16: [UInt8] = [0x7B, 0, 0x7D, 0]
    #expect(refusal([0xFF, 0xFE] + utf16)?.contains("isn't UTF-8") == true)
    #expect(refusal(utf16) != nil)
  }

  @Test(arguments: [65, 100_000, 1_000_000])
  func deepNestingIsRefused(depth: Int) {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let text = String(repeating: open, count: depth) + String(repeating: close, count: depth)
      #expect(refusal(Array(text.utf8))?.contains("nested deeper than 64") == true)
      #expect(refusal(Array(text.utf8.prefix(depth)))?.contains("isn't JSON") == true)
    }
  }

  @Test func nestingOfSomeDepthIsRead() {
    let deep = String(repeating: "[", count: 63) + String(repeating: "]", count: 63)
    #expect(refusal(json("opt", ["deep": deep])) == nil)
    #expect(refusal(json("opt", ["deep": "[\(deep)]"]))?.contains("nested deeper") == true)
  }

  @Test(arguments: [
    ("lama", "llama"), ("Llama", "llama"), ("llmaa", "llama"), ("mistrall", "mistral"),
    ("GPT-NeoX", "gpt_neox"), ("gptneox", "gpt_neox"), ("gpt-2", "gpt2"), ("BERT", "bert"),
    ("mixtrel", "mixtral"),
  ])
  func misspellingsAreCorrected(typed: String, meant: String) {
    let sentence = refusal(json("opt", ["model_type": "\"\(typed)\""]))
    #expect(sentence?.hasSuffix("did you mean \(meant)?") == true)
  }

  /// To count another model as one that is known would be wrong without a word.
  @Test(arguments: [
    "gemma2", "gemma3_text", "qwen3", "qwen2_moe", "gpt_neo", "bart", "deepseek_v3", "mpt", "phi",
    "gptj", "t5", "llama4", "llava", "pixtral", "GPT-Neo", "", "\\u001b[2J",
  ])
  func otherModelsAreNotSuggested(type: String) {
    let sentence = refusal(json("opt", ["model_type": "\"\(type)\""])) ?? ""
    #expect(sentence.contains("isn't known; known: opt, bert"))
    #expect(!sentence.contains("did you mean"))
    #expect(!sentence.contains("\u{1B}"))
  }
}
