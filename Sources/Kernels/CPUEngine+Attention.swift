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
    let result = try tensor(rows: queries.shape.rows, columns: queries.shape.columns)
    var job = cc_attention(
      queries: queries.start, keys: keys.start, values: values.start, output: result.start,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(pattern.heads), key_heads: Int32(pattern.keyValueHeads),
      head_width: Int32(pattern.headWidth), causal: pattern.mask == .causal ? 1 : 0,
      window: Int64(pattern.window ?? 0), scale: 1 / Float(pattern.headWidth).squareRoot())
    let bytes = cc_attention_scratch_bytes(&job, cc_team_size(), instructionSet.inC)
    cc_attention_run(&job, try scratch(bytes: bytes), instructionSet.inC)
    observer?(
      .attention(
        Operation.Attention(
          queries: queries.shape.rows, keys: keys.shape.rows, pattern: pattern)))
    return result
  }
}
