// Convolutions of a matrix's columns, channels in the lanes of vectors: the transform's first step,
// which reads rows, and its last, which writes them.

#include "transform.h"

// Rows of a matrix that are fetched ahead of their use: they are so far apart that no processor
// guesses the next.
enum { MATRIX_AHEAD = 16 };

// `bytes` of a matrix's row, or zeros where it has no such row; the row `ahead` is fetched.
INLINE vector row_or_zeros(cc_rows from, int64_t row, int ahead, int64_t rows, size_t bytes) {
  if (row >= rows) return all(0);
  if (row + ahead >= 0 && row + ahead < rows)
    __builtin_prefetch(from.values + (row + ahead) * from.stride, 0, 2);
  return load_part(from.values + row * from.stride, bytes);
}

// Takes a real sequence apart into `parts`, or one with the backward kernel as imaginary parts:
// backward[t] belongs to x^(-1 - t), which is -i x^(length - 1 - t).
INLINE void take_first_apart(const cc_convolution *plan, int parts, int directions, size_t bytes,
                             cc_rows forward, cc_rows backward, float *z) {
  const int64_t rows = plan->length / parts;
  for (int64_t row = 0; row < rows; row++) {
    vector real[MOST_PARTS], imaginary[MOST_PARTS];
    for (int m = 0; m < parts; m++) {
      int64_t at = row + m * rows;
      real[m] = row_or_zeros(forward, at, MATRIX_AHEAD, plan->positions, bytes);
      if (directions == 2)
        imaginary[m] =
            -row_or_zeros(backward, plan->length - 1 - at, -MATRIX_AHEAD, plan->positions, bytes);
    }
    for (int part = 0; part < parts; part++) {
      complexes sum = {real[0], directions == 2 ? imaginary[0] : all(0)};
      for (int m = 1; m < parts; m++) {
        complexes factor = factor_at(plan->first[part][m]);
        if (directions == 2) {
          sum = plus(sum, times((complexes){real[m], imaginary[m]}, factor));
        } else {
          sum.real += real[m] * factor.real;
          sum.imaginary += real[m] * factor.imaginary;
        }
      }
      put(z + (part * rows + row) * ROW, sum);
    }
  }
}

INLINE void store_row(cc_mutable_rows to, int64_t row, int ahead, int64_t rows, size_t bytes,
                      vector value) {
  if (row >= rows) return;
  memcpy(to.values + row * to.stride, &value, bytes);
  if (row + ahead >= 0 && row + ahead < rows)
    __builtin_prefetch(to.values + (row + ahead) * to.stride, 1, 2);
}

// The inverse: real parts, and imaginary ones, negative, where a backward result is asked for.
INLINE void put_last_together(const cc_convolution *plan, int parts, int directions, size_t bytes,
                              const float *z, cc_mutable_rows forward, cc_mutable_rows backward) {
  const int64_t rows = plan->length / parts;
  for (int64_t row = 0; row < rows; row++) {
    complexes from[MOST_PARTS];
    for (int part = 0; part < parts; part++)
      from[part] = complex_at(z + (part * rows + row) * ROW);
    for (int m = 0; m < parts; m++) {
      // Of a causal result the compiler leaves the imaginary part out.
      complexes sum = m == 0 ? from[0] : times_conjugate(from[0], factor_at(plan->first[0][m]));
      for (int part = 1; part < parts; part++)
        sum = plus(sum, m == 0 ? from[part]
                               : times_conjugate(from[part], factor_at(plan->first[part][m])));
      int64_t at = row + m * rows;
      store_row(forward, at, MATRIX_AHEAD, plan->positions, bytes, sum.real);
      if (directions == 2)
        store_row(backward, plan->length - 1 - at, -MATRIX_AHEAD, plan->positions, bytes,
                  -sum.imaginary);
    }
  }
}

// Calls body(..., parts, directions, bytes, ...) with numbers that the compiler knows, except for
// the bytes of a block of channels that has fewer than LANES.
#define FOR_PARTS(plan, directions, bytes, body, ...)                                              \
  switch ((plan)->parts) {                                                                         \
  case 3: FOR_BYTES(plan, 3, directions, bytes, body, __VA_ARGS__); break;                         \
  case 4: FOR_BYTES(plan, 4, directions, bytes, body, __VA_ARGS__); break;                         \
  case 5: FOR_BYTES(plan, 5, directions, bytes, body, __VA_ARGS__); break;                         \
  }
#define FOR_BYTES(plan, parts, directions, bytes, body, ...)                                       \
  if (bytes < VECTOR_BYTES) body(plan, parts, directions, bytes, __VA_ARGS__);                     \
  else body(plan, parts, directions, VECTOR_BYTES, __VA_ARGS__)

TARGET static void take_block_apart(const cc_convolution *plan, size_t bytes, cc_rows forward,
                                    cc_rows backward, float *z) {
  if (backward.values) {
    FOR_PARTS(plan, 2, bytes, take_first_apart, forward, backward, z)
  } else {
    FOR_PARTS(plan, 1, bytes, take_first_apart, forward, backward, z)
  }
}

TARGET static void put_block_together(const cc_convolution *plan, size_t bytes, const float *z,
                                      cc_mutable_rows forward, cc_mutable_rows backward) {
  if (backward.values) {
    FOR_PARTS(plan, 2, bytes, put_last_together, z, forward, backward)
  } else {
    FOR_PARTS(plan, 1, bytes, put_last_together, z, forward, backward)
  }
}

typedef struct {
  const cc_convolution *plan;
  int64_t channels;
  purpose purpose;
  float *kept;
  const float *spectrum;
  // What is transformed, and where results go.
  cc_rows forward, backward;
  cc_mutable_rows to_forward, to_backward;
  float *scratch;
} convolution;

static cc_rows from_channel(cc_rows rows, int64_t channel) {
  if (rows.values) rows.values += channel;
  return rows;
}
static cc_mutable_rows to_channel(cc_mutable_rows rows, int64_t channel) {
  if (rows.values) rows.values += channel;
  return rows;
}

// The thread's blocks of LANES channels.
TARGET static void convolve_blocks(void *context, int thread, int threads) {
  const convolution *job = context;
  const cc_convolution *plan = job->plan;
  const int64_t block_size = plan->length * ROW, rows = plan->length / plan->parts;
  float *z = job->scratch + thread * block_size;
  const int64_t blocks = (job->channels + LANES - 1) / LANES;
  for (int64_t block = thread; block < blocks; block += threads) {
    int64_t channel = block * LANES, left = job->channels - channel;
    size_t bytes = sizeof(float) * (size_t)(left < LANES ? left : LANES);
    take_block_apart(plan, bytes, from_channel(job->forward, channel),
                     from_channel(job->backward, channel), z);
    transform transform = {
        .purpose = job->purpose, .scale = 1 / (float)plan->length, .factors = plan->factors};
    if (job->purpose == KEEP)
      transform.kept = job->kept + block * block_size;
    else
      transform.spectrum = job->spectrum + block * block_size;
    for (int part = 0; part < plan->parts; part++)
      transform_rows(rows, z + part * rows * ROW, &transform);
    if (job->purpose != KEEP)
      put_block_together(plan, bytes, z, to_channel(job->to_forward, channel),
                         to_channel(job->to_backward, channel));
  }
}

static void keep_spectrum(const cc_convolution *plan, int64_t channels, cc_rows forward,
                          cc_rows backward, float *spectrum, void *scratch) {
  convolution job = {.plan = plan, .channels = channels, .purpose = KEEP, .kept = spectrum,
                     .forward = forward, .backward = backward, .scratch = scratch};
  cc_team_run(convolve_blocks, &job);
}

static void apply_spectrum(const cc_convolution *plan, int64_t channels, const float *spectrum,
                           int conjugate, cc_rows input, cc_mutable_rows forward,
                           cc_mutable_rows backward, void *scratch) {
  convolution job = {.plan = plan, .channels = channels, .spectrum = spectrum,
                     .purpose = conjugate ? CORRELATE : CONVOLVE, .forward = input,
                     .to_forward = forward, .to_backward = backward, .scratch = scratch};
  cc_team_run(convolve_blocks, &job);
}

// Of a row of each part: sums of `parts` terms, the factors of the first of them being 1.
static uint64_t first_flops(uint64_t parts, int directions) {
  if (directions == 2) return parts * (parts - 1) * (PRODUCT_FLOPS + SUM_FLOPS);
  return parts * (parts - 1) * 4;
}
// Of a row of each stretch: the first is a sum of `parts` numbers, the others are sums of as many
// products; of real parts only unless there are two directions.
static uint64_t last_flops(uint64_t parts, int directions) {
  return (uint64_t)directions * (parts - 1 + (parts - 1) * (4 * parts - 1));
}

static uint64_t convolution_flops(const cc_convolution *plan, int64_t channels, int directions,
                                  int is_applied) {
  uint64_t parts = (uint64_t)plan->parts, rows = (uint64_t)plan->length / parts;
  uint64_t flops = parts * transform_flops((int64_t)rows, plan, is_applied);
  flops += rows * first_flops(parts, is_applied ? 1 : directions);
  if (is_applied) flops += rows * last_flops(parts, directions);
  return flops * padded(channels);
}
