import Architectures
import CAttention
import CMachine

extension CPUEngine {
  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) throws -> Tensor {
    precondition(queries.shape.columns == pattern.heads * pattern.headWidth)
    precondition(keys.shape.columns == pattern.keyValueHeads * pattern.headWidth)
    precondition(keys.shape == values.shape && pattern.heads % pattern.keyValueHeads == 0)
    let result = try tensor(rows: queries.shape.rows, columns: queries.shape.columns, of: type)
    switch type {
    case .f32: try attend(queries, keys, values, pattern, into: result)
    case .bf16: try attendInBrainFloat(queries, keys, values, pattern, into: result)
    }
    observer?(
      .attention(
        Operation.Attention(
          queries: queries.shape.rows, keys: keys.shape.rows, pattern: pattern)))
    return result
  }

  private func attend(
    _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ pattern: AttentionPattern,
    into result: Tensor
  ) throws {
    var job = cc_attention(
      queries: queries.start, keys: keys.start, values: values.start,
      output: result.start,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(pattern.heads), key_heads: Int32(pattern.keyValueHeads),
      head_width: Int32(pattern.headWidth), causal: pattern.mask == .causal ? 1 : 0,
      window: Int64(pattern.window ?? 0), scale: pattern.scale)
    let bytes = cc_attention_scratch_bytes(&job, cc_team_size(), instructionSet.inC)
    cc_attention_run(&job, try scratch(bytes: bytes), instructionSet.inC)
  }

  private func attendInBrainFloat(
    _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ pattern: AttentionPattern,
    into result: Tensor
  ) throws {
    var job = cc_attention_bf16(
      queries: queries.halves, keys: keys.halves, values: values.halves, output: result.halves,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(pattern.heads), key_heads: Int32(pattern.keyValueHeads),
      head_width: Int32(pattern.headWidth), causal: pattern.mask == .causal ? 1 : 0,
      window: Int64(pattern.window ?? 0), scale: pattern.scale)
    let bytes = cc_attention_bf16_scratch_bytes(&job, cc_team_size())
    cc_attention_bf16_run(&job, try scratch(bytes: bytes))
  }
}

extension AttentionPattern {
  /// Scores are multiplied by it before the softmax.
  fileprivate var scale: Float { 1 / Float(headWidth).squareRoot() }
}
