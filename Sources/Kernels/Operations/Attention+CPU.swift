import CAttention
import CMachine
import Operations

extension Attention: CPUKernel {
  func run(
    _ inputs: [CPUEngine.Tensor], _ results: [Shape], on engine: CPUEngine
  ) throws -> [StridedMatrix] {
    let inputs = try inputs.map { try engine.converted(engine.matrix($0), to: engine.type) }
    let (queries, allKeys) = (inputs[0], inputs[1].shape.rows)
    let result = try engine.result(results[0], of: engine.type)
    // Keys that are padding are left out; what a query sees is counted from the first other one.
    let real = pattern.realKeys(of: allKeys)
    let job = AttentionJob(
      pattern: pattern, queries: queries, keys: inputs[1].rows(real),
      values: inputs[2].rows(real), sees: allKeys - queries.shape.rows + 1 - real.lowerBound)
    switch pattern.scores {
    case .fused: try engine.attendFused(job, into: result)
    case .stored: try engine.attendStoring(job, into: result)
    }
    return [result]
  }
}

/// What attention is computed of: keys and values without padding.
struct AttentionJob {
  let pattern: AttentionPattern
  let queries: StridedMatrix
  let keys: StridedMatrix
  let values: StridedMatrix
  /// How many keys the first query sees under a causal mask.
  let sees: Int
}

extension CPUEngine {
  fileprivate func attendFused(_ job: AttentionJob, into result: StridedMatrix) throws {
    let (pattern, queries, keys, values) = (job.pattern, job.queries, job.keys, job.values)
    var job = cc_attention(
      element: type == .f32 ? CC_F32 : CC_BF16, queries: queries.address, keys: keys.address,
      values: values.address, output: result.address,
      query_stride: Int64(queries.stride), key_stride: Int64(keys.stride),
      value_stride: Int64(values.stride), output_stride: Int64(result.stride),
      query_count: Int64(queries.shape.rows), key_count: Int64(keys.shape.rows),
      heads: Int32(pattern.heads), key_heads: Int32(pattern.keyValueHeads),
      head_width: Int32(pattern.headWidth), causal: pattern.mask == .causal ? 1 : 0,
      sees: Int64(job.sees), window: Int64(pattern.window ?? 0),
      scale: 1 / Float(pattern.headWidth).squareRoot())
    let bytes = cc_attention_scratch_bytes(&job, cc_team_size(), instructionSet.inC)
    cc_attention_run(&job, try scratch(bytes: bytes), instructionSet.inC)
  }
}
