/// The names that the transformers library gives to a model's modules.
enum ModuleNames {
  /// Such as `model.layers.3.mlp.up_proj`; of experts, the first one's.
  ///
  /// `nil` for what is no module of the family, or of a family whose names aren't known.
  static func name(of matrix: WeightMatrix, in family: String) -> String? {
    guard let names = families[family] else { return nil }
    if let layer = matrix.layer {
      return names.inLayers[matrix.role].map { "\(names.layers).\(layer).\($0)" }
    }
    return names.outside[matrix.role]
  }

  static func knows(_ family: String) -> Bool { families[family] != nil }

  private struct Names {
    let layers: String
    let inLayers: [WeightRole: String]
    let outside: [WeightRole: String]
  }

  private static let attention: [WeightRole: String] = [
    .query: "self_attn.q_proj", .key: "self_attn.k_proj", .value: "self_attn.v_proj",
    .output: "self_attn.o_proj",
  ]

  private static let llama = Names(
    layers: "model.layers",
    inLayers: attention.merging([
      .gate: "mlp.gate_proj", .up: "mlp.up_proj", .down: "mlp.down_proj",
    ]) { first, _ in first },
    outside: [.embedding: "model.embed_tokens", .vocabulary: "lm_head"])

  private static let mixtral = Names(
    layers: "model.layers",
    inLayers: attention.merging([
      .router: "block_sparse_moe.gate", .gate: "block_sparse_moe.experts.0.w1",
      .up: "block_sparse_moe.experts.0.w3", .down: "block_sparse_moe.experts.0.w2",
    ]) { first, _ in first },
    outside: llama.outside)

  private static func bert(_ prefix: String) -> Names {
    Names(
      layers: "\(prefix).encoder.layer",
      inLayers: [
        .query: "attention.self.query", .key: "attention.self.key",
        .value: "attention.self.value", .output: "attention.output.dense",
        .up: "intermediate.dense", .down: "output.dense",
      ],
      outside: [
        .embedding: "\(prefix).embeddings.word_embeddings", .pooler: "\(prefix).pooler.dense",
        .classifier: "classifier",
      ])
  }

  private static let families: [String: Names] = [
    "llama": llama, "mistral": llama, "qwen2": llama, "gemma": llama, "mixtral": mixtral,
    "opt": Names(
      layers: "model.decoder.layers",
      inLayers: attention.merging([
        .output: "self_attn.out_proj", .up: "fc1", .down: "fc2",
      ]) { _, second in second },
      outside: [
        .embedding: "model.decoder.embed_tokens", .vocabulary: "lm_head",
        .projectIn: "model.decoder.project_in", .projectOut: "model.decoder.project_out",
      ]),
    "gpt2": Names(
      layers: "transformer.h",
      inLayers: [
        .queryKeyValue: "attn.c_attn", .output: "attn.c_proj", .up: "mlp.c_fc",
        .down: "mlp.c_proj",
      ],
      outside: [.embedding: "transformer.wte", .vocabulary: "lm_head"]),
    "gpt-neox": Names(
      layers: "gpt_neox.layers",
      inLayers: [
        .queryKeyValue: "attention.query_key_value", .output: "attention.dense",
        .up: "mlp.dense_h_to_4h", .down: "mlp.dense_4h_to_h",
      ],
      outside: [.embedding: "gpt_neox.embed_in", .vocabulary: "embed_out"]),
    "bert": bert("bert"), "roberta": bert("roberta"),
  ]
}
