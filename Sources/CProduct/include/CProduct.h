// Products of bf16 rows with a weight matrix, summed in f32, for AVX-512's bf16 instructions.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "CMachine.h"

typedef enum {
  CC_IDENTITY,
  CC_RELU,
  CC_GELU_ERF,
  CC_GELU_TANH,
  CC_SILU,
  CC_TANH,
} cc_activation;

// Whether the kernel runs on this processor and is the one to use: beside AMX's matrix units a
// kernel of vectors is out of place.
int cc_product_available(void);

// Elements that a packed matrix takes, and packing it: `values` [outputs, inputs] are rounded to
// bf16 and laid out as the kernel reads them, aligned to 64.
size_t cc_product_packed_count(int64_t outputs, int64_t inputs);
void cc_product_pack(const float *values, int64_t outputs, int64_t inputs, uint16_t *packed);

// y = activation(x Wᵀ + bias) + residual.
typedef struct {
  const uint16_t *x;        // [rows, inputs]
  const uint16_t *weights;  // packed
  const float *bias;        // [outputs] or NULL
  const float *residual;    // [rows, outputs] or NULL
  // [rows, outputs], one of them; bf16 is rounded to nearest.
  float *y;
  uint16_t *narrow_y;
  int64_t rows, inputs, outputs;
  cc_activation activation;
} cc_product;

// Bytes of scratch memory that a run on so many threads needs, aligned to 64.
size_t cc_product_scratch_bytes(const cc_product *job, int threads);

// Computes the product on the team of threads. Needs cc_product_available().
void cc_product_run(const cc_product *job, void *scratch);
