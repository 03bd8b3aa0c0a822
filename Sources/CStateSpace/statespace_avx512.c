// 16 lanes and 32 registers.
#if defined(__x86_64__)
#define KERNEL cc_state_avx512
#define TARGET __attribute__((target("avx512f")))
#define LANES 16
#define ABREAST 2
#define STARTS 4
#define COLUMNS 4
#include "statespace_kernel.h"
#endif
