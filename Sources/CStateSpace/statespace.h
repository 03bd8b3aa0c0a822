// What stands between the public calls and the kernels.
#pragma once

#include "CStateSpace.h"

enum { MOST_PARTS = 5 };

// A transform first takes a sequence apart into `parts` residues, modulo x^(length / parts) - root
// each, those into four again and again, and the last `leaf` coefficients, 4 or 8, in registers.
struct cc_convolution {
  const struct cc_state_kernel *kernel;
  int64_t positions, length;
  int parts, leaf;
  // Part k is the sum over m of first[k][m] times the m-th stretch of the sequence. Factors are
  // complex, two numbers each.
  float first[MOST_PARTS][MOST_PARTS][2];
  // Of every later step in the order of the transform, which goes depth first.
  float *factors;
};

// One for each instruction set.
typedef struct cc_state_kernel {
  int lanes;
  void (*spectrum)(const cc_convolution *plan, int64_t channels, cc_rows forward,
                   cc_rows backward, float *spectrum, void *scratch);
  void (*apply)(const cc_convolution *plan, int64_t channels, const float *spectrum,
                int conjugate, cc_rows input, cc_mutable_rows forward, cc_mutable_rows backward,
                void *scratch);
  uint64_t (*convolution_flops)(const cc_convolution *plan, int64_t channels, int directions,
                                int is_applied);
  void (*scan)(const cc_scan *scan);
  uint64_t (*scan_flops)(const cc_scan *scan);
  size_t (*generation_bytes)(int states);
  void (*generate)(const cc_generation *generation, void *scratch);
  uint64_t (*generation_flops)(const cc_generation *generation);
} cc_state_kernel;

// The one for an instruction set, or the portable one.
const cc_state_kernel *cc_state_kernel_for(cc_isa isa);

extern const cc_state_kernel cc_state_portable;
#if defined(__x86_64__)
extern const cc_state_kernel cc_state_avx2;
extern const cc_state_kernel cc_state_avx512;
#endif
