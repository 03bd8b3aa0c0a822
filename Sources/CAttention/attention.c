#include "attention.h"

// Of a job of either type of element.
#define JOB(job)                                                                                  \
  (cc_attention_job) {                                                                            \
    (job)->queries, (job)->keys, (job)->values, (job)->output, (job)->query_stride,               \
        (job)->key_stride, (job)->value_stride, (job)->output_stride, (job)->query_count,         \
        (job)->key_count, (job)->heads, (job)->key_heads, (job)->head_width, (job)->causal,       \
        (job)->window, (job)->scale                                                               \
  }

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

static const cc_attention_kernel *bf16_kernel(void) {
#if defined(__x86_64__)
  if (cc_bf16_available()) return &cc_attention_avx512bf16;
#endif
  return NULL;
}

// The same without the panels of keys that stand before every query's window.
static cc_attention_job without_unseen_keys(cc_attention_job job, size_t element_bytes,
                                            const cc_attention_kernel *kernel) {
  if (!job.causal || job.window <= 0) return job;
  int64_t unseen = job.key_count - job.query_count - job.window + 1;
  if (unseen < kernel->panel_keys) return job;
  unseen -= unseen % kernel->panel_keys;
  job.keys = (const char *)job.keys + unseen * job.key_stride * (int64_t)element_bytes;
  job.values = (const char *)job.values + unseen * job.value_stride * (int64_t)element_bytes;
  job.key_count -= unseen;
  return job;
}

static size_t scratch_bytes(cc_attention_job job, size_t element_bytes, int threads,
                            const cc_attention_kernel *kernel) {
  cc_attention_job seen = without_unseen_keys(job, element_bytes, kernel);
  return kernel->scratch_bytes(&seen, threads);
}

static uint64_t run(cc_attention_job job, size_t element_bytes, void *scratch,
                    const cc_attention_kernel *kernel) {
  if (job.query_count <= 0 || job.key_count <= 0) return 0;
  cc_attention_job seen = without_unseen_keys(job, element_bytes, kernel);
  return kernel->run(&seen, scratch);
}

size_t cc_attention_scratch_bytes(const cc_attention *job, int threads, cc_isa isa) {
  return scratch_bytes(JOB(job), sizeof(float), threads, kernel_for(isa));
}

uint64_t cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa) {
  return run(JOB(job), sizeof(float), scratch, kernel_for(isa));
}

size_t cc_attention_bf16_scratch_bytes(const cc_attention_bf16 *job, int threads) {
  const cc_attention_kernel *kernel = bf16_kernel();
  return kernel ? scratch_bytes(JOB(job), sizeof(uint16_t), threads, kernel) : 0;
}

uint64_t cc_attention_bf16_run(const cc_attention_bf16 *job, void *scratch) {
  const cc_attention_kernel *kernel = bf16_kernel();
  return kernel ? run(JOB(job), sizeof(uint16_t), scratch, kernel) : 0;
}
