#include "CMachine.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Twelve chains of dependent multiply-adds hide the latency of two units of four to six cycles.
enum { CHAINS = 12 };

#define DEFINE_PEAK(NAME, LANES, TARGET)                                                          \
  typedef float NAME##_vector __attribute__((vector_size(LANES * sizeof(float))));                \
  TARGET static float NAME(uint64_t rounds) {                                                     \
    NAME##_vector sums[CHAINS] = {0};                                                             \
    NAME##_vector factor = (NAME##_vector){0} + 0.5f;                                             \
    NAME##_vector addend = (NAME##_vector){0} + 1.0f;                                             \
    /* The compiler must not know what they hold, or it computes the loop itself. */              \
    __asm__ volatile("" : "+m"(factor), "+m"(addend));                                            \
    for (uint64_t round = 0; round < rounds; round++) {                                           \
      _Pragma("unroll") for (int chain = 0; chain < CHAINS; chain++)                              \
          sums[chain] = sums[chain] * factor + addend;                                            \
    }                                                                                             \
    float total = 0;                                                                              \
    for (int chain = 0; chain < CHAINS; chain++) total += sums[chain][0];                         \
    return total;                                                                                 \
  }

DEFINE_PEAK(peak_portable, 4, )
#if defined(__x86_64__)
DEFINE_PEAK(peak_avx2, 8, __attribute__((target("avx2,fma"))))
DEFINE_PEAK(peak_avx512, 16, __attribute__((target("avx512f"))))
#endif

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512bf16"))) static float peak_bf16(uint64_t rounds) {
  __m512 sums[CHAINS] = {0};
  // Bits of no particular numbers: the instruction takes its time whatever they are.
  __m512i a = _mm512_set1_epi32(0x3f003f00), b = _mm512_set1_epi32(0x3e003e00);
  __asm__ volatile("" : "+m"(a), "+m"(b));
  for (uint64_t round = 0; round < rounds; round++) {
    _Pragma("unroll") for (int chain = 0; chain < CHAINS; chain++)
        sums[chain] = _mm512_dpbf16_ps(sums[chain], (__m512bh)a, (__m512bh)b);
  }
  float total = 0;
  for (int chain = 0; chain < CHAINS; chain++) total += sums[chain][0];
  return total;
}
#endif

struct job {
  float (*kernel)(uint64_t rounds);
  uint64_t rounds;
};

static void body(void *context, int thread, int threads) {
  (void)thread;
  (void)threads;
  const struct job *job = context;
  volatile float sink = job->kernel(job->rounds);
  (void)sink;
}

uint64_t cc_peak_f32(cc_isa isa, uint64_t rounds) {
  struct job job = {peak_portable, rounds};
  uint64_t lanes = 4;
#if defined(__x86_64__)
  if (isa == CC_AVX512 && cc_isa_available(isa)) {
    job.kernel = peak_avx512;
    lanes = 16;
  } else if (isa == CC_AVX2 && cc_isa_available(isa)) {
    job.kernel = peak_avx2;
    lanes = 8;
  }
#else
  (void)isa;
#endif
  cc_team_run(body, &job);
  return rounds * CHAINS * lanes * (uint64_t)cc_team_size();
}

uint64_t cc_peak_bf16(uint64_t rounds) {
#if defined(__x86_64__)
  if (cc_bf16_available()) {
    struct job job = {peak_bf16, rounds};
    cc_team_run(body, &job);
    return rounds * CHAINS * 32 * (uint64_t)cc_team_size();
  }
#endif
  (void)rounds;
  return 0;
}
