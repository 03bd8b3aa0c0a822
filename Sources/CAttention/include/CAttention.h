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

// Bytes of scratch memory that a run needs, aligned to 64: one head's keys and values, packed, and
// a block of scores for each of `threads` threads. It grows with the number of keys, not its square.
size_t cc_attention_scratch_bytes(const cc_attention *job, int threads, cc_isa isa);

// Computes all heads on the team of threads. `scratch` holds what cc_attention_scratch_bytes says
// for the team's size. An instruction set the processor lacks falls back to the portable kernel.
void cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa);
