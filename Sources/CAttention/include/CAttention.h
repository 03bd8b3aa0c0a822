// Fused softmax attention: softmax(Q Kᵀ · scale) V for each head, without a score matrix.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "CMachine.h"

// Row r of head h of a matrix starts at values + r * stride + h * head_width. Head h of the queries
// reads head h / (heads / key_heads) of the keys and values.
typedef struct {
  const float *queries; // [query_count, heads * head_width]
  const float *keys;    // [key_count, key_heads * head_width]
  const float *values;  // [key_count, key_heads * head_width]
  float *output;        // [query_count, heads * head_width]
  // Elements from one row to the next.
  int64_t query_stride, key_stride, value_stride, output_stride;
  int64_t query_count, key_count;
  // heads is a multiple of key_heads.
  int heads, key_heads, head_width;
  // Query i sees keys 0 ... i + key_count - query_count; otherwise every query sees every key.
  int causal;
  // Under a causal mask, how many keys a query sees at most, itself and those just before it; 0 for
  // no limit.
  int64_t window;
  // Scores are multiplied by it before the softmax, 1 / sqrt(head_width) as a rule.
  float scale;
} cc_attention;

// Bytes of scratch memory that a run needs, aligned to 64: packed keys and values, of one head for
// each of `threads` threads as long as they are short and else of one head, and a block of scores
// for each thread. It grows with the number of keys, not its square.
size_t cc_attention_scratch_bytes(const cc_attention *job, int threads, cc_isa isa);

// Computes all heads on the team of threads and returns how many multiply-adds the tiles performed,
// padding included. `scratch` holds what cc_attention_scratch_bytes says for the team's size. An
// instruction set the processor lacks falls back to the portable kernel.
uint64_t cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa);

// The same in bf16, the upper halves of f32: products of bf16 summed in f32, scores and softmax in
// f32, weights rounded to bf16 before they meet the values. As the processor's instruction has it,
// subnormal numbers count as 0 in products.
typedef struct {
  const uint16_t *queries, *keys, *values;
  uint16_t *output;
  int64_t query_stride, key_stride, value_stride, output_stride;
  int64_t query_count, key_count;
  int heads, key_heads, head_width;
  int causal;
  int64_t window;
  float scale;
} cc_attention_bf16;

// Both need cc_bf16_available(); without it they do nothing and return 0.
size_t cc_attention_bf16_scratch_bytes(const cc_attention_bf16 *job, int threads);
uint64_t cc_attention_bf16_run(const cc_attention_bf16 *job, void *scratch);
