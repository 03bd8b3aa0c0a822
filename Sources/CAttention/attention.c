#include "attention.h"

#include <string.h>

// NULL when the processor has no instructions for the elements.
static const cc_attention_kernel *kernel_for(cc_element element, cc_isa isa) {
#if defined(__x86_64__)
  if (element == CC_BF16) return cc_bf16_available() ? &cc_attention_avx512bf16 : NULL;
  if (cc_isa_available(isa)) {
    if (isa == CC_AVX512) return &cc_attention_avx512;
    if (isa == CC_AVX2) return &cc_attention_avx2;
  }
#else
  (void)isa;
  if (element == CC_BF16) return NULL;
#endif
  return &cc_attention_portable;
}

static size_t element_bytes(const cc_attention *job) {
  return job->element == CC_BF16 ? sizeof(uint16_t) : sizeof(float);
}

// The same without the panels of keys that stand before every query's window.
static cc_attention without_unseen_keys(cc_attention job, const cc_attention_kernel *kernel) {
  if (!job.causal || job.window <= 0) return job;
  int64_t unseen = job.sees - job.window;
  if (unseen > job.key_count) unseen = job.key_count;
  if (unseen < kernel->panel_keys) return job;
  unseen -= unseen % kernel->panel_keys;
  int64_t bytes = unseen * (int64_t)element_bytes(&job);
  job.keys = (const char *)job.keys + bytes * job.key_stride;
  job.values = (const char *)job.values + bytes * job.value_stride;
  job.key_count -= unseen;
  job.sees -= unseen;
  return job;
}

size_t cc_attention_scratch_bytes(const cc_attention *job, int threads, cc_isa isa) {
  const cc_attention_kernel *kernel = kernel_for(job->element, isa);
  if (!kernel) return 0;
  cc_attention seen = without_unseen_keys(*job, kernel);
  return kernel->scratch_bytes(&seen, threads);
}

// Queries that see nothing get nothing.
static void clear_output(const cc_attention *job) {
  size_t bytes = element_bytes(job);
  for (int64_t row = 0; row < job->query_count; row++)
    memset((char *)job->output + row * job->output_stride * (int64_t)bytes, 0,
           (size_t)job->heads * (size_t)job->head_width * bytes);
}

uint64_t cc_attention_run(const cc_attention *job, void *scratch, cc_isa isa) {
  const cc_attention_kernel *kernel = kernel_for(job->element, isa);
  if (!kernel || job->query_count <= 0) return 0;
  cc_attention seen = without_unseen_keys(*job, kernel);
  if (seen.key_count > 0) return kernel->run(&seen, scratch);
  clear_output(job);
  return 0;
}

void cc_attention_weigh_row(cc_element element, void *scores, int64_t count, int64_t first,
                            int64_t last, float scale, cc_isa isa) {
  const cc_attention_kernel *kernel = kernel_for(element, isa);
  if (kernel) kernel->weigh_row(scores, count, first, last, scale);
}
