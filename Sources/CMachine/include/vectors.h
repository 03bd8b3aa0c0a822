// Vectors of f32 in the compiler's own terms, for whichever instruction set TARGET and LANES name.
#pragma once

#include <stdint.h>
#include <string.h>

#define INLINE TARGET static inline __attribute__((always_inline))

typedef float vector __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t integers __attribute__((vector_size(LANES * sizeof(int32_t))));

// Subtracting 0 changes nothing, not even -0, so this is a broadcast and no arithmetic.
INLINE vector all(float value) { return value - (vector){0}; }
INLINE vector load(const void *from) {
  vector value;
  memcpy(&value, from, sizeof value);
  return value;
}
INLINE void store(void *to, vector value) { memcpy(to, &value, sizeof value); }
// The first `bytes` bytes of a vector, the others 0.
INLINE vector load_part(const void *from, size_t bytes) {
  vector value = {0};
  memcpy(&value, from, bytes);
  return value;
}
INLINE vector chosen(integers condition, vector yes, vector no) {
  return (vector)((condition & (integers)yes) | (~condition & (integers)no));
}
// A NaN in `a` is kept.
INLINE vector larger(vector a, vector b) { return chosen(a < b, b, a); }
INLINE int any(integers condition) { return __builtin_reduce_or(condition) != 0; }

// Halves are folded onto each other, so that a reduction takes log2(LANES) steps.
INLINE float sum(vector value) {
  float lanes[LANES];
  store(lanes, value);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

// The largest lane that is no NaN.
INLINE float largest(vector value) {
  float lanes[LANES];
  store(lanes, chosen(value == value, value, all(-__builtin_inff())));
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int lane = 0; lane < half; lane++)
      lanes[lane] = lanes[lane] < lanes[lane + half] ? lanes[lane + half] : lanes[lane];
  return lanes[0];
}

// 2^x for x <= 127, within 1 ulp down to -126; 0 below -126.5, NaN for every NaN.
//
// x = n + f with n the nearest integer: a polynomial for 2^f on [-1/2, 1/2] (minimax, relative
// error 2e-9), times 2^n. Adding 1.5 * 2^23 + 127 rounds to an integer and leaves n + 127, the
// exponent's bits, lowest; at n = -127 they make a factor of 0.
INLINE vector exp2_of(vector x) {
  const float magic = 12582912.0f + 127;
  vector bounded = larger(x, all(-127));
  vector shifted = bounded + magic;
  vector f = bounded - (shifted - magic);
  vector p = all(1.53533620e-4f);
  p = p * f + 1.33988750e-3f;
  p = p * f + 9.61843692e-3f;
  p = p * f + 5.55033237e-2f;
  p = p * f + 2.40226477e-1f;
  p = p * f + 6.93147182e-1f;
  p = p * f + 1.0f;
  return p * (vector)((integers)shifted << 23);
}

// Lanes of two vectors in turn, of their lower and of their upper halves.
#if LANES == 16
#define LOWER_IN_TURN 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23
#define UPPER_IN_TURN 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31
#elif LANES == 8
#define LOWER_IN_TURN 0, 8, 1, 9, 2, 10, 3, 11
#define UPPER_IN_TURN 4, 12, 5, 13, 6, 14, 7, 15
#else
#define LOWER_IN_TURN 0, 4, 1, 5
#define UPPER_IN_TURN 2, 6, 3, 7
#endif

// Each step moves one bit of an element's lane number into its row number and one back.
INLINE void transpose(vector rows[LANES]) {
  for (int step = 1; step < LANES; step *= 2) {
    vector mixed[LANES];
    for (int row = 0; row < LANES / 2; row++) {
      vector a = rows[row], b = rows[row + LANES / 2];
      mixed[2 * row] = __builtin_shufflevector(a, b, LOWER_IN_TURN);
      mixed[2 * row + 1] = __builtin_shufflevector(a, b, UPPER_IN_TURN);
    }
    for (int row = 0; row < LANES; row++) rows[row] = mixed[row];
  }
}
