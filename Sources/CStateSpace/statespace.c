#include "statespace.h"

const cc_state_kernel *cc_state_kernel_for(cc_isa isa) {
#if defined(__x86_64__)
  if (cc_isa_available(isa)) {
    if (isa == CC_AVX512) return &cc_state_avx512;
    if (isa == CC_AVX2) return &cc_state_avx2;
  }
#else
  (void)isa;
#endif
  return &cc_state_portable;
}

size_t cc_convolution_spectrum_bytes(const cc_convolution *plan, int64_t channels) {
  int64_t lanes = plan->kernel->lanes, blocks = (channels + lanes - 1) / lanes;
  return (size_t)(blocks * plan->length * 2 * lanes) * sizeof(float);
}

size_t cc_convolution_scratch_bytes(const cc_convolution *plan, int threads) {
  return (size_t)(threads * plan->length * 2 * plan->kernel->lanes) * sizeof(float);
}

void cc_convolution_spectrum(const cc_convolution *plan, int64_t channels, cc_rows forward,
                             cc_rows backward, float *spectrum, void *scratch) {
  plan->kernel->spectrum(plan, channels, forward, backward, spectrum, scratch);
}

void cc_convolution_apply(const cc_convolution *plan, int64_t channels, const float *spectrum,
                          int conjugate, cc_rows input, cc_mutable_rows forward,
                          cc_mutable_rows backward, void *scratch) {
  plan->kernel->apply(plan, channels, spectrum, conjugate, input, forward, backward, scratch);
}

uint64_t cc_convolution_spectrum_flops(const cc_convolution *plan, int64_t channels,
                                       int directions) {
  return plan->kernel->convolution_flops(plan, channels, directions, 0);
}

uint64_t cc_convolution_apply_flops(const cc_convolution *plan, int64_t channels, int directions) {
  return plan->kernel->convolution_flops(plan, channels, directions, 1);
}

void cc_scan_run(const cc_scan *scan, cc_isa isa) { cc_state_kernel_for(isa)->scan(scan); }

uint64_t cc_scan_flops(const cc_scan *scan, cc_isa isa) {
  return cc_state_kernel_for(isa)->scan_flops(scan);
}

size_t cc_generation_scratch_bytes(int states, int threads, cc_isa isa) {
  return (size_t)threads * cc_state_kernel_for(isa)->generation_bytes(states);
}

void cc_generation_run(const cc_generation *generation, void *scratch, cc_isa isa) {
  cc_state_kernel_for(isa)->generate(generation, scratch);
}

uint64_t cc_generation_flops(const cc_generation *generation, cc_isa isa) {
  return cc_state_kernel_for(isa)->generation_flops(generation);
}
