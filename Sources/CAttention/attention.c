#include "attention.h"

static const cc_attention_kernel *kernel_for(cc_isa isa) {
#if defined(__x86_64__)
  if (cc_isa_available(isa)) {
    if (isa == CC_AVX512) return &cc_attention_avx512;
    if (isa == CC_AVX2) return &cc_attention_avx2;
  }
#else
  (void)isa;
#endif
  return &cc_attention_portable;
}

static size_t round_up(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

// The same without the panels of keys that stand before every query's window.
static cc_attention without_unseen_keys(cc_attention job, const cc_attention_kernel *kernel) {
  if (!job.causal || job.window <= 0) return job;
  int64_t unseen = job.key_count - job.query_count - job.window + 1;
  if (unseen < kernel->panel_keys) return job;
  unseen -= unseen % kernel->panel_keys;
  job.keys += unseen * job.key_stride;
  job.values += unseen * job.value_stride;
  job.key_count -= unseen;
  return job;
}

size_t cc_attention_scratch_bytes(const cc_attention *job, int threads, cc_isa isa) {
  const cc_attention_kernel *kernel = kernel_for(isa);
  size_t width = round_up((size_t)job->head_width, (size_t)kernel->lanes);
  size_t seen = (size_t)without_unseen_keys(*job, kernel).key_count;
  size_t keys = round_up(seen, (size_t)kernel->panel_keys);
  size_t tile = (size_t)kernel->group_rows * (2 * width + (size_t)kernel->block_keys);
  return (keys * 2 * width + (size_t)threads * tile) * sizeof(float);
}

void cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa) {
  if (job->query_count <= 0 || job->key_count <= 0) return;
  const cc_attention_kernel *kernel = kernel_for(isa);
  cc_attention seen = without_unseen_keys(*job, kernel);
  kernel->run(&seen, scratch);
}
