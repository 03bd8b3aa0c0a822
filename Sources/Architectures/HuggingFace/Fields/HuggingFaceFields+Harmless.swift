import Text

extension HuggingFaceFields {
  /// Fields that say how numbers are stored: of no influence on a count, but on bytes.
  static let storage: Set<String> = ["dtype", "quantization_config", "torch_dtype"]

  /// Fields that were read, and change nothing, sorted.
  var harmless: [String] { unread.filter { isHarmless($0) }.map { prefix + $0 } }

  /// Fields of which it isn't known what they change, sorted.
  var notUnderstood: [String] {
    (unread.filter { !isHarmless($0) }.map { prefix + $0 } + strangeMembers).sorted()
  }

  /// Takes note of a field that has no influence on this model, where it says what it must.
  mutating func accept(_ field: String, where isRight: (ParsedJSON) -> Bool = { _ in true }) {
    let name = spelling[field] ?? field
    if let value = fields[name], isRight(value) { accepted.insert(name) }
  }

  private var unread: [String] {
    fields.keys.filter { !asked.contains($0) && !Self.storage.contains($0) }.sorted()
  }

  private func isHarmless(_ field: String) -> Bool {
    if accepted.contains(field) || Self.harmless.contains(field) { return true }
    return Self.harmlessValues[field].map { $0 == fields[field] } ?? false
  }

  /// Fields that are harmless with one value alone, which switches something off.
  private static let harmlessValues: [String: ParsedJSON] = [
    "attention_bias": .boolean(false), "mlp_bias": .boolean(false), "sliding_window": .null,
    "scale_attn_weights": .boolean(true), "scale_attn_by_inverse_layer_idx": .boolean(false),
    "use_sliding_window": .boolean(false), "cross_attention_hidden_size": .null,
    "tie_encoder_decoder": .boolean(false), "text_config": .null, "is_decoder": .boolean(false),
  ]

  /// Fields that no class of the families reads for what it computes in a forward pass.
  private static let harmless: Set<String> = Set(
    about + training + tokens + generation + outputs + otherHeads)

  private static let about = [
    "_attn_implementation_autoset", "_commit_hash", "_name_or_path", "attn_implementation",
    "finetuning_task", "name_or_path", "problem_type", "task_specific_params", "tokenizer_class",
    "transformers.js_config", "transformers_version",
  ]

  /// Dropout is off in a forward pass, and what is initialised is learned.
  private static let training = [
    "activation_dropout", "attention_dropout", "attention_probs_dropout_prob", "attn_pdrop",
    "classifier_dropout", "dropout", "embd_pdrop", "gradient_checkpointing", "hidden_dropout",
    "hidden_dropout_prob", "init_std", "initializer_factor", "initializer_range", "layerdrop",
    "output_router_logits", "resid_pdrop", "router_aux_loss_coef", "router_jitter_noise",
    "tf_legacy_loss", "use_bfloat16",
  ]

  private static let tokens = [
    "bos_token_id", "cls_token_id", "decoder_start_token_id", "eos_token_id", "mask_token_id",
    "pad_token_id", "prefix", "sep_token_id", "unk_token_id",
  ]

  private static let generation = [
    "bad_words_ids", "begin_suppress_tokens", "diversity_penalty", "do_sample", "early_stopping",
    "encoder_no_repeat_ngram_size", "exponential_decay_length_penalty", "forced_bos_token_id",
    "forced_eos_token_id", "length_penalty", "max_length", "min_length", "no_repeat_ngram_size",
    "num_beam_groups", "num_beams", "num_return_sequences", "remove_invalid_values",
    "repetition_penalty", "suppress_tokens", "temperature", "top_k", "top_p", "typical_p",
  ]

  /// What is handed out, and in how many pieces the same is computed.
  private static let outputs = [
    "chunk_size_feed_forward", "output_attentions", "output_hidden_states", "output_past",
    "output_scores", "pretraining_tp", "reorder_and_upcast_attn", "return_dict",
    "return_dict_in_generate", "torchscript", "use_cache",
  ]

  /// What heads read that aren't the counted one, or that no class reads any more.
  private static let otherHeads = [
    "directionality", "id2label", "label2id", "num_labels", "pooler_fc_size",
    "pooler_num_attention_heads", "pooler_num_fc_layers", "pooler_size_per_head", "pooler_type",
    "summary_activation", "summary_first_dropout", "summary_proj_to_labels", "summary_type",
    "summary_use_proj",
  ]
}
