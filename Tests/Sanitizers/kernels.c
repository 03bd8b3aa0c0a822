// Runs the attention kernels on shapes drawn at random, in memory not a byte too large, and holds
// every instruction set against the portable kernel. `.ci/sanitizers` builds it with sanitizers.
//
//   kernels SHAPES
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CAttention.h"

static uint64_t state = 2304;

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

static void *allocate(size_t bytes, size_t alignment) {
  void *memory = NULL;
  if (posix_memalign(&memory, alignment, bytes ? bytes : 1)) abort();
  return memory;
}

// Rows of `used` elements, `stride` apart: the last one ends where the memory does.
static size_t count_of(int64_t rows, int64_t stride, int64_t used) {
  return rows > 0 ? (size_t)((rows - 1) * stride + used) : 0;
}

static float *drawn(size_t count) {
  float *values = allocate(count * sizeof *values, sizeof(void *));
  for (size_t index = 0; index < count; index++) {
    // Rounded to bf16, so that both types of element get the same numbers.
    uint32_t bits;
    float value = (float)between(-1000, 1000) / 500;
    memcpy(&bits, &value, sizeof bits);
    bits &= 0xffff0000;
    memcpy(values + index, &bits, sizeof bits);
  }
  return values;
}

static uint16_t *narrowed(const float *values, size_t count) {
  uint16_t *narrow = allocate(count * sizeof *narrow, sizeof(void *));
  for (size_t index = 0; index < count; index++) {
    uint32_t bits;
    memcpy(&bits, values + index, sizeof bits);
    narrow[index] = (uint16_t)(bits >> 16);
  }
  return narrow;
}

static void run(cc_attention job, cc_isa isa) {
  void *scratch = allocate(cc_attention_scratch_bytes(&job, cc_team_size(), isa), 64);
  cc_attention_run(&job, scratch, isa);
  free(scratch);
}

static float widened(uint16_t value) {
  uint32_t bits = (uint32_t)value << 16;
  float wide;
  memcpy(&wide, &bits, sizeof wide);
  return wide;
}

// Whether two results of one job agree, where rows are.
static int agree(const cc_attention *job, const float *a, const float *b, float tolerance) {
  int64_t used = (int64_t)job->heads * job->head_width;
  for (int64_t row = 0; row < job->query_count; row++)
    for (int64_t column = 0; column < used; column++)
      if (!(fabsf(a[row * job->output_stride + column] - b[row * job->output_stride + column]) <=
            tolerance))
        return 0;
  return 1;
}

static cc_attention drawn_job(void) {
  cc_attention job = {0};
  job.key_heads = (int)between(1, 3);
  job.heads = job.key_heads * (int)between(1, 2);
  const int widths[] = {32, 64, 80, 96, 128};
  job.head_width = next() % 3 ? (int)between(1, 140) : widths[next() % 5];
  job.query_count = between(1, next() % 4 ? 90 : 400);
  job.key_count = between(1, next() % 4 ? 150 : 500);
  job.causal = next() % 2;
  job.sees = between(-50, job.key_count);
  job.window = next() % 2 ? 0 : between(1, job.key_count);
  job.scale = 1 / sqrtf((float)job.head_width);
  int64_t queries = (int64_t)job.heads * job.head_width;
  int64_t keys = (int64_t)job.key_heads * job.head_width;
  job.query_stride = queries + between(0, 9);
  job.key_stride = keys + between(0, 9);
  job.value_stride = keys + between(0, 9);
  job.output_stride = queries + between(0, 9);
  return job;
}

static int check(int shape) {
  cc_attention job = drawn_job();
  cc_team_set_size((int)between(1, 4));
  int64_t wide = (int64_t)job.heads * job.head_width;
  int64_t narrow = (int64_t)job.key_heads * job.head_width;
  size_t query_count = count_of(job.query_count, job.query_stride, wide);
  size_t key_count = count_of(job.key_count, job.key_stride, narrow);
  size_t value_count = count_of(job.key_count, job.value_stride, narrow);
  size_t output_count = count_of(job.query_count, job.output_stride, wide);
  float *queries = drawn(query_count), *keys = drawn(key_count), *values = drawn(value_count);
  float *expected = allocate(output_count * sizeof(float), sizeof(void *));
  float *output = allocate(output_count * sizeof(float), sizeof(void *));
  int failures = 0;

  job.element = CC_F32;
  job.queries = queries;
  job.keys = keys;
  job.values = values;
  job.output = expected;
  run(job, CC_PORTABLE);
  job.output = output;
  for (cc_isa isa = CC_AVX2; isa <= CC_AVX512; isa++) {
    if (!cc_isa_available(isa)) continue;
    run(job, isa);
    if (agree(&job, output, expected, 2e-5f)) continue;
    fprintf(stderr, "shape %d: %s differs from the portable kernel\n", shape, cc_isa_name(isa));
    failures++;
  }
  if (cc_bf16_available()) {
    uint16_t *result = allocate(output_count * sizeof *result, sizeof(void *));
    uint16_t *inputs[] = {narrowed(queries, query_count), narrowed(keys, key_count),
                          narrowed(values, value_count)};
    job.element = CC_BF16;
    job.queries = inputs[0];
    job.keys = inputs[1];
    job.values = inputs[2];
    job.output = result;
    run(job, CC_AVX512);
    for (int64_t row = 0; row < job.query_count; row++)
      for (int64_t at = row * job.output_stride; at < row * job.output_stride + wide; at++)
        output[at] = widened(result[at]);
    // Values reach 2; weights and results are rounded to 8 digits.
    if (!agree(&job, output, expected, 4.0f / 128)) {
      fprintf(stderr, "shape %d: bf16 differs from f32\n", shape);
      failures++;
    }
    for (int input = 0; input < 3; input++) free(inputs[input]);
    free(result);
  }
  free(queries);
  free(keys);
  free(values);
  free(expected);
  free(output);
  return failures;
}

int main(int count, char **arguments) {
  int shapes = count == 2 ? atoi(arguments[1]) : 0;
  if (shapes < 1) {
    fprintf(stderr, "usage: kernels SHAPES\n");
    return 64;
  }
  int failures = 0;
  for (int shape = 0; shape < shapes; shape++) failures += check(shape);
  printf("%d shapes, %d failures\n", shapes, failures);
  return failures > 0;
}
