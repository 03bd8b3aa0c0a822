// Fused softmax attention: softmax(Q Kᵀ · scale) V for each head, without a score matrix; and the
// softmax alone, of a row of scores that are in memory.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "CMachine.h"

typedef enum {
  CC_F32,
  // The upper halves of f32: products of bf16 summed in f32, scores and softmax in f32, weights
  // rounded to bf16 before they meet the values. As the processor's instruction has it, subnormal
  // numbers count as 0 in products.
  CC_BF16,
} cc_element;

// Row r of head h of a matrix starts at values + r * stride + h * head_width. Head h of the queries
// reads head h / (heads / key_heads) of the keys and values.
typedef struct {
  cc_element element;
  const void *queries; // [query_count, heads * head_width]
  const void *keys;    // [key_count, key_heads * head_width]
  const void *values;  // [key_count, key_heads * head_width]
  void *output;        // [query_count, heads * head_width]
  // Elements from one row to the next.
  int64_t query_stride, key_stride, value_stride, output_stride;
  // Keys that are padding at either end aren't counted, and the pointers leave them out.
  int64_t query_count, key_count;
  // heads is a multiple of key_heads.
  int heads, key_heads, head_width;
  // Query i sees the first sees + i keys; otherwise every query sees every key. key_count -
  // query_count + 1 lets the last query see just all of them.
  int causal;
  int64_t sees;
  // Under a causal mask, how many keys a query sees at most, the last of those; 0 for no limit.
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
// instruction set the processor lacks falls back to the portable kernel. Of bf16 there is one
// kernel, which needs cc_bf16_available(): without it nothing is done and 0 returned.
uint64_t cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa);

// softmax(scale * scores) of the row's elements first ..< last in place, 0 for all others of `count`;
// computed in f32. As for cc_attention_run, bf16 needs cc_bf16_available(). The caller's threads
// share rows.
void cc_attention_weigh_row(cc_element element, void *scores, int64_t count, int64_t first,
                            int64_t last, float scale, cc_isa isa);
