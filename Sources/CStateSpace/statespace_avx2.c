// 8 lanes and 16 registers: more states abreast than fit, since two would wait for their own sums.
#if defined(__x86_64__)
#define KERNEL cc_state_avx2
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define ABREAST 4
#define STARTS 2
#define COLUMNS 4
#include "statespace_kernel.h"
#endif
