#include "CMachine.h"

int cc_isa_available(cc_isa isa) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  switch (isa) {
  case CC_PORTABLE: return 1;
  case CC_AVX2: return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case CC_AVX512: return __builtin_cpu_supports("avx512f");
  }
  return 0;
#else
  return isa == CC_PORTABLE;
#endif
}

cc_isa cc_isa_best(void) {
  if (cc_isa_available(CC_AVX512)) return CC_AVX512;
  if (cc_isa_available(CC_AVX2)) return CC_AVX2;
  return CC_PORTABLE;
}

const char *cc_isa_name(cc_isa isa) {
  switch (isa) {
  case CC_PORTABLE: return "portable";
  case CC_AVX2: return "AVX2";
  case CC_AVX512: return "AVX-512";
  }
  return "unknown";
}

int cc_bf16_available(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bf16");
#else
  return 0;
#endif
}

#define TEXT(value) #value
#define VERSION(major, minor, patch) TEXT(major) "." TEXT(minor) "." TEXT(patch)

const char *cc_compiler(void) {
#if defined(__clang__)
  return "clang " VERSION(__clang_major__, __clang_minor__, __clang_patchlevel__);
#else
  return "unknown compiler";
#endif
}
