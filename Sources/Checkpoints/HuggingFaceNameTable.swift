/// How the names of a family's tensors are made.
///
/// The names are those of the transformers library: modeling_opt.py and modeling_bert.py.
struct HuggingFaceNameTable: Sendable {
  let family: String
  /// What names may begin with, by the class that was saved.
  let prefixes: [String]
  /// A tensor that every checkpoint has, by which the prefix is told.
  let anchor: String
  /// What stands before a layer's number.
  let layers: String
  /// Modules of a layer by ours; queries, keys and values are three.
  let layerModules: [String: [String]]
  /// Modules outside the layers by ours.
  let modules: [String: [String]]
  /// Modules that never have the prefix.
  let unprefixed: Set<String>
  /// What a norm's gain and shift are called, today's name first.
  let normNames: (gain: [String], shift: [String])

  static let all = [opt, bert]

  private static let opt = HuggingFaceNameTable(
    family: "opt", prefixes: ["model.decoder.", "decoder."], anchor: "embed_tokens.weight",
    layers: "layers",
    layerModules: [
      "attention.qkv": ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"],
      "attention.output": ["self_attn.out_proj"],
      "attention.norm": ["self_attn_layer_norm"],
      "feed-forward.up": ["fc1"],
      "feed-forward.down": ["fc2"],
      "feed-forward.norm": ["final_layer_norm"],
    ],
    modules: [
      "embedding.tokens": ["embed_tokens"],
      "embedding.positions": ["embed_positions"],
      "project-in": ["project_in"],
      "project-out": ["project_out"],
      "final-norm": ["final_layer_norm"],
      "vocabulary": ["lm_head"],
      "labels": ["score"],
    ],
    unprefixed: ["lm_head", "score"], normNames: (gain: ["weight"], shift: ["bias"]))

  /// The first checkpoints, converted from TensorFlow, call a norm's gain gamma and its shift beta.
  private static let bert = HuggingFaceNameTable(
    family: "bert", prefixes: ["bert.", ""], anchor: "embeddings.word_embeddings.weight",
    layers: "encoder.layer",
    layerModules: [
      "attention.qkv": ["attention.self.query", "attention.self.key", "attention.self.value"],
      "attention.output": ["attention.output.dense"],
      "attention.norm": ["attention.output.LayerNorm"],
      "feed-forward.up": ["intermediate.dense"],
      "feed-forward.down": ["output.dense"],
      "feed-forward.norm": ["output.LayerNorm"],
    ],
    modules: [
      "embedding.tokens": ["embeddings.word_embeddings"],
      "embedding.positions": ["embeddings.position_embeddings"],
      "embedding.types": ["embeddings.token_type_embeddings"],
      "embedding.norm": ["embeddings.LayerNorm"],
      "pooler": ["pooler.dense"],
      "classifier": ["classifier"],
      "labels": ["classifier"],
      "head-transform": ["cls.predictions.transform.dense"],
      "head-norm": ["cls.predictions.transform.LayerNorm"],
      "vocabulary": ["cls.predictions.decoder"],
      "vocabulary-shift": ["cls.predictions"],
    ],
    unprefixed: [
      "classifier", "cls.predictions.transform.dense", "cls.predictions.transform.LayerNorm",
      "cls.predictions.decoder", "cls.predictions",
    ],
    normNames: (gain: ["weight", "gamma"], shift: ["bias", "beta"]))

  /// The modules that one of ours is stored as, without the prefix; `nil` when it isn't stored.
  func stems(of module: String) -> [String]? {
    let parts = module.split(separator: ".", maxSplits: 2)
    guard parts.count == 3, parts[0] == "layers" else { return modules[module] }
    return layerModules[String(parts[2])]?.map { "\(layers).\(parts[1]).\($0)" }
  }

  /// What a tensor of a module may be called.
  func names(of leaf: Leaf, in stem: String, prefix: String) -> [String] {
    let endings =
      switch leaf {
      case .matrix: ["weight"]
      case .bias: ["bias"]
      case .gain: normNames.gain
      case .shift: normNames.shift
      }
    return endings.map { "\(unprefixed.contains(stem) ? "" : prefix)\(stem).\($0)" }
  }
}
