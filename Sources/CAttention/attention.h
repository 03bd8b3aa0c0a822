// What stands between the public calls and the kernels.
#pragma once

#include "CAttention.h"

// cc_attention and cc_attention_bf16 alike; the kernel knows which elements it reads.
typedef struct {
  const void *queries, *keys, *values;
  void *output;
  int64_t query_stride, key_stride, value_stride, output_stride;
  int64_t query_count, key_count;
  int heads, key_heads, head_width, causal;
  int64_t window;
  float scale;
} cc_attention_job;

// One for each instruction set and type of element.
typedef struct {
  // Keys are packed in panels of this many.
  int panel_keys;
  size_t (*scratch_bytes)(const cc_attention_job *job, int threads);
  // Returns the multiply-adds performed.
  uint64_t (*run)(const cc_attention_job *job, void *scratch);
} cc_attention_kernel;

extern const cc_attention_kernel cc_attention_portable;
#if defined(__x86_64__)
extern const cc_attention_kernel cc_attention_avx2;
extern const cc_attention_kernel cc_attention_avx512;
extern const cc_attention_kernel cc_attention_avx512bf16;
#endif
