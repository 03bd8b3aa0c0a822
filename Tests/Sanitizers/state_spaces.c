// Runs convolutions, scans and their kernels on shapes drawn at random, in memory not a byte too
// large, and holds every instruction set against the portable one. `.ci/sanitizers` builds it.
//
//   state_spaces SHAPES
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CStateSpace.h"

static uint64_t state = 2206;

// SplitMix64.
static uint64_t next(void) {
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}
static int64_t between(int64_t least, int64_t most) {
  return least + (int64_t)(next() % (uint64_t)(most - least + 1));
}

static void *allocate(size_t bytes) {
  void *memory = NULL;
  if (posix_memalign(&memory, 64, bytes ? bytes : 1)) abort();
  return memory;
}

typedef struct {
  int64_t positions, channels, stride;
  int states;
} shape;

// The last row ends where the memory does.
static size_t bytes_of(const shape *s) {
  return sizeof(float) * (size_t)((s->positions - 1) * s->stride + s->channels);
}
static float *drawn(size_t bytes) {
  float *values = allocate(bytes);
  for (size_t index = 0; index < bytes / sizeof *values; index++)
    values[index] = (float)between(-1000, 1000) / 1000;
  return values;
}

enum { RESULTS = 5, MODES = 6 };

typedef struct {
  float *u, *forward, *backward; // [positions, channels]
  float *modes[MODES], *start[2]; // [states, channels]
} inputs;

// Everything there is, into results that are [positions, channels] each.
static void run(const shape *s, const inputs *in, float *results[RESULTS], cc_isa isa) {
  cc_rows u = {in->u, s->stride}, k = {in->forward, s->stride}, back = {in->backward, s->stride};
  cc_mutable_rows to[RESULTS], nowhere = {NULL, 0};
  for (int result = 0; result < RESULTS; result++)
    to[result] = (cc_mutable_rows){results[result], s->stride};

  cc_convolution *plan = cc_convolution_create(s->positions, isa);
  if (!plan) abort();
  float *spectrum = allocate(cc_convolution_spectrum_bytes(plan, s->channels));
  void *scratch = allocate(cc_convolution_scratch_bytes(plan, cc_team_size()));
  cc_convolution_spectrum(plan, s->channels, k, back, spectrum, scratch);
  cc_convolution_apply(plan, s->channels, spectrum, 0, u, to[0], nowhere, scratch);
  cc_convolution_spectrum(plan, s->channels, u, (cc_rows){NULL, 0}, spectrum, scratch);
  cc_convolution_apply(plan, s->channels, spectrum, 1, k, to[1], to[2], scratch);
  free(spectrum);
  free(scratch);
  cc_convolution_destroy(plan);

  size_t bytes = sizeof(float) * (size_t)(s->states * s->channels);
  float *carried[2] = {allocate(bytes), allocate(bytes)};
  for (int part = 0; part < 2; part++) memcpy(carried[part], in->start[part], bytes);
  cc_modes a = {in->modes[0], in->modes[1]}, b = {in->modes[2], in->modes[3]};
  cc_modes c = {in->modes[4], in->modes[5]};
  cc_scan scan = {a, b, c, carried[0], carried[1], u, to[3], s->positions, s->channels, s->states};
  cc_scan_run(&scan, isa);
  for (int part = 0; part < 2; part++) free(carried[part]);

  scratch = allocate(cc_generation_scratch_bytes(s->states, cc_team_size(), isa));
  cc_generation generation = {b, a, to[4], s->positions, s->channels, s->states};
  cc_generation_run(&generation, scratch, isa);
  free(scratch);
}

static int differ(const shape *s, const float *a, const float *b) {
  for (int64_t row = 0; row < s->positions; row++)
    for (int64_t at = row * s->stride; at < row * s->stride + s->channels; at++)
      if (!(fabsf(a[at] - b[at]) <= 1e-4f * (1 + fabsf(a[at])))) return 1;
  return 0;
}

static int check(int number) {
  shape s = {between(1, next() % 4 ? 90 : 700), between(1, 60), 0, (int)between(1, 20)};
  s.stride = s.channels + between(0, 9);
  cc_team_set_size((int)between(1, 4));
  size_t bytes = bytes_of(&s), of_modes = sizeof(float) * (size_t)(s.states * s.channels);
  inputs in = {.u = drawn(bytes), .forward = drawn(bytes), .backward = drawn(bytes)};
  for (int mode = 0; mode < MODES; mode++) in.modes[mode] = drawn(of_modes);
  for (int part = 0; part < 2; part++) in.start[part] = drawn(of_modes);
  // Transitions that decay; as exponents, they do too.
  for (int64_t at = 0; at < s.states * s.channels; at++) {
    in.modes[0][at] = -0.7f * fabsf(in.modes[0][at]);
    in.modes[1][at] *= 0.7f;
  }
  float *expected[RESULTS], *results[RESULTS];
  for (int result = 0; result < RESULTS; result++) {
    expected[result] = drawn(bytes);
    results[result] = drawn(bytes);
  }
  run(&s, &in, expected, CC_PORTABLE);
  int failures = 0;
  for (cc_isa isa = CC_AVX2; isa <= CC_AVX512; isa++) {
    if (!cc_isa_available(isa)) continue;
    run(&s, &in, results, isa);
    for (int result = 0; result < RESULTS; result++) {
      if (!differ(&s, expected[result], results[result])) continue;
      fprintf(stderr, "shape %d: result %d of %s differs\n", number, result, cc_isa_name(isa));
      failures++;
    }
  }
  for (int result = 0; result < RESULTS; result++) {
    free(expected[result]);
    free(results[result]);
  }
  for (int mode = 0; mode < MODES; mode++) free(in.modes[mode]);
  for (int part = 0; part < 2; part++) free(in.start[part]);
  free(in.u);
  free(in.forward);
  free(in.backward);
  return failures;
}

int main(int count, char **arguments) {
  int shapes = count == 2 ? atoi(arguments[1]) : 0;
  if (shapes < 1) {
    fprintf(stderr, "usage: state_spaces SHAPES\n");
    return 64;
  }
  int failures = 0;
  for (int number = 0; number < shapes; number++) failures += check(number);
  printf("%d shapes, %d failures\n", shapes, failures);
  return failures > 0;
}
