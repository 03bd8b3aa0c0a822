// What stands between the public call and the kernels: one entry for each instruction set.
#pragma once

#include "CAttention.h"

typedef struct {
  // Keys are packed in panels of this many; a head's values are padded to a multiple of `lanes`.
  int panel_keys, lanes;
  // Rows of queries that a thread works on together, and keys whose scores are kept at a time.
  int group_rows, block_keys;
  void (*run)(const cc_attention *job, void *scratch);
} cc_attention_kernel;

extern const cc_attention_kernel cc_attention_portable;
#if defined(__x86_64__)
extern const cc_attention_kernel cc_attention_avx2;
extern const cc_attention_kernel cc_attention_avx512;
#endif
