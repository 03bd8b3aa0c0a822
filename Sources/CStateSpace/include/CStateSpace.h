// What layers of long convolutions and linear state spaces are computed with: convolutions by fast
// Fourier transforms, linear scans with a diagonal transition, and the scans' kernels.
//
// A matrix is [positions, channels] of f32: row t of it starts at values + t * stride, and channels
// are computed side by side, one in each lane of a vector. The team's threads share channels. An
// instruction set the processor lacks falls back to the portable code.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "CMachine.h"

typedef struct {
  const float *values;
  int64_t stride;
} cc_rows;

typedef struct {
  float *values;
  int64_t stride;
} cc_mutable_rows;

// Convolutions of every channel with a kernel of its own, over a fixed number of positions.
//
// Both directions at once, for t, j in 0 ..< positions:
//
//   output[t] = sum over j <= t of forward[t - j] input[j]
//             + sum over j > t of backward[j - t - 1] input[j]
//
// That is a product of spectra, forward(x) + backward(1/x) / x times input(x), as polynomials. They
// are taken modulo x^length - i, i the imaginary unit: what runs past the end comes back as an
// imaginary part, and real parts stay what they are with zeros to pad them. So `length` complex
// numbers, or twice as many real ones, are enough for `length` positions. On the roots, 1/x is the
// complex conjugate: conjugating a spectrum turns the convolution into its adjoint.
typedef struct cc_convolution cc_convolution;

// The plan for a number of positions, at least 1: the least length that is enough, of those that
// are 3, 4 or 5 times 4, 8, 16 and so on, and its twiddle factors. NULL when there is no memory.
cc_convolution *cc_convolution_create(int64_t positions, cc_isa isa);
void cc_convolution_destroy(cc_convolution *plan);
int64_t cc_convolution_length(const cc_convolution *plan);

// Bytes of a spectrum of so many channels, and of scratch memory for so many threads; both aligned
// to 64.
size_t cc_convolution_spectrum_bytes(const cc_convolution *plan, int64_t channels);
size_t cc_convolution_scratch_bytes(const cc_convolution *plan, int threads);

// The spectrum of a pair of kernels; backward.values is NULL for a causal convolution.
void cc_convolution_spectrum(const cc_convolution *plan, int64_t channels, cc_rows forward,
                             cc_rows backward, float *spectrum, void *scratch);

// Convolves with the kernels whose spectrum it is, or correlates. `forward` may be `input`.
//
// Not conjugated, forward becomes the output above; backward.values is NULL.
//
// Conjugated, it is the adjoint, by which gradients go back:
//
//   from the kernels' spectrum and dY, the gradient with respect to the output, forward becomes the
//   gradient with respect to the input; backward.values is NULL
//   from the input's spectrum, made without backward kernel, and dY, forward becomes the gradient
//   with respect to the forward kernel, and backward, unless its values are NULL, that with respect
//   to the backward kernel:
//
//     forward[t] = sum over j >= t of u[j - t] dY[j]
//     backward[t] = sum over j > t of u[j] dY[j - t - 1]
void cc_convolution_apply(const cc_convolution *plan, int64_t channels, const float *spectrum,
                          int conjugate, cc_rows input, cc_mutable_rows forward,
                          cc_mutable_rows backward, void *scratch);

// Multiplications and additions of real numbers that the two functions execute, channels padded to
// vectors and positions to the length; a fused pair counts as two. `directions` is 2 with backward
// kernels or results, else 1.
uint64_t cc_convolution_spectrum_flops(const cc_convolution *plan, int64_t channels,
                                       int directions);
uint64_t cc_convolution_apply_flops(const cc_convolution *plan, int64_t channels, int directions);

// Complex numbers of every state of every channel, real and imaginary parts apart: each
// [states, channels] without gaps, so that channels stand side by side here too.
typedef struct {
  const float *real, *imaginary;
} cc_modes;

// A diagonal linear state space in its recurrent form, for every channel and state (S4D, Gu et al.,
// arXiv 2206.11893), the real part's factor 2 being a part of `outputs`:
//
//   x = transitions x + inputs u[t]        output[t] = sum over states of Re(outputs x)
typedef struct {
  cc_modes transitions, inputs, outputs;
  // x before the first position, and after the last when the scan is done: decoding goes on there.
  float *state_real, *state_imaginary;
  cc_rows input;
  cc_mutable_rows output; // may be the input
  int64_t positions, channels;
  int states;
} cc_scan;

void cc_scan_run(const cc_scan *scan, cc_isa isa);
uint64_t cc_scan_flops(const cc_scan *scan, cc_isa isa);

// The kernel that such a scan convolves with:
//
//   kernel[t] = sum over states of Re(weights exp(exponents t)), t in 0 ..< positions
//
// Phases are computed in f64, so that they stay right however long the kernel is.
typedef struct {
  cc_modes weights, exponents;
  cc_mutable_rows kernel;
  int64_t positions, channels;
  int states;
} cc_generation;

size_t cc_generation_scratch_bytes(int states, int threads, cc_isa isa);
void cc_generation_run(const cc_generation *generation, void *scratch, cc_isa isa);

// Without exponentials, sines and cosines: one of each for a state of a channel.
uint64_t cc_generation_flops(const cc_generation *generation, cc_isa isa);
