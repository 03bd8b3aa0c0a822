// What stands between the public calls and the kernels.
#pragma once

#include "CAttention.h"

// One for each instruction set and type of element.
typedef struct {
  // Keys are packed in panels of this many.
  int panel_keys;
  size_t (*scratch_bytes)(const cc_attention *job, int threads);
  // Returns the multiply-adds performed.
  uint64_t (*run)(const cc_attention *job, void *scratch);
  void (*weigh_row)(void *scores, int64_t count, int64_t first, int64_t last, float scale);
} cc_attention_kernel;

extern const cc_attention_kernel cc_attention_portable;
#if defined(__x86_64__)
extern const cc_attention_kernel cc_attention_avx2;
extern const cc_attention_kernel cc_attention_avx512;
extern const cc_attention_kernel cc_attention_avx512bf16;
#endif
