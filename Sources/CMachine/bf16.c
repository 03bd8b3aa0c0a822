#include "CMachine.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#define TARGET __attribute__((target("avx512f,avx512bf16")))
enum { LANES = 16 };

TARGET static void round_on_avx512(const float *from, uint16_t *to, size_t count) {
  for (size_t at = 0; at < count; at += LANES) {
    size_t left = count - at < LANES ? count - at : LANES;
    __m512 values = _mm512_setzero_ps();
    if (left == LANES) values = _mm512_loadu_ps(from + at);
    else memcpy(&values, from + at, left * sizeof *from);
    __m256bh rounded = _mm512_cvtneps_pbh(values);
    memcpy(to + at, &rounded, left * sizeof *to);
  }
}
#endif

void cc_bf16_round(const float *from, uint16_t *to, size_t count) {
#if defined(__x86_64__)
  if (cc_bf16_available()) round_on_avx512(from, to, count);
#else
  (void)from;
  (void)to;
  (void)count;
#endif
}

void cc_bf16_widen(const uint16_t *from, float *to, size_t count) {
  for (size_t at = 0; at < count; at++) {
    union {
      uint32_t bits;
      float value;
    } wide = {(uint32_t)from[at] << 16};
    to[at] = wide.value;
  }
}
