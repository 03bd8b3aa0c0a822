import Architectures
import CAttention
import CMachine

extension CPUEngine {
  public func attention(
    queries: Tensor, keys: Tensor, values: Tensor, _ pattern: AttentionPattern
  ) throws -> Tensor {
    precondition([queries.type, keys.type, values.type].allSatisfy { $0 == type })
    precondition(queries.shape.columns == pattern.heads * pattern.headWidth)
    precondition(keys.shape.columns == pattern.keyValueHeads * pattern.headWidth)
    let allKeys = keys.shape.rows
    precondition(keys.shape == values.shape && pattern.heads % pattern.keyValueHeads == 0)
    let result = try tensor(rows: queries.shape.rows, columns: queries.shape.columns, of: type)
    // Keys that are padding are left out; what a query sees is counted from the first other one.
    let real = pattern.realKeys(of: keys.shape.rows)
    let (keys, values) = (rows(real, of: keys), rows(real, of: values))
    let sees = allKeys - queries.shape.rows + 1 - real.lowerBound
    switch pattern.scores {
    case .fused: try attendFused(queries, keys, values, pattern, sees: sees, into: result)
    case .stored: try attendStoring(queries, keys, values, pattern, sees: sees, into: result)
    }
    observer?(
      .attention(
        Operation.Attention(
          queries: queries.shape.rows, keys: allKeys, pattern: pattern)))
    return result
  }

  private func attendFused(
    _ queries: Tensor, _ keys: Tensor, _ values: Tensor, _ pattern: AttentionPattern, sees: Int,
    into result: Tensor
  ) throws {
    var job = cc_attention(
      element: type == .f32 ? CC_F32 : CC_BF16, queries: queries.address, keys: keys.address,
      values: values.address, output: result.address,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(pattern.heads), key_heads: Int32(pattern.keyValueHeads),
      head_width: Int32(pattern.headWidth), causal: pattern.mask == .causal ? 1 : 0,
      sees: Int64(sees), window: Int64(pattern.window ?? 0),
      scale: 1 / Float(pattern.headWidth).squareRoot())
    let bytes = cc_attention_scratch_bytes(&job, cc_team_size(), instructionSet.inC)
    cc_attention_run(&job, try scratch(bytes: bytes), instructionSet.inC)
  }
}
