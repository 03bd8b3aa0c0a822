// 8 lanes and 16 registers: 6 x 2 vectors of sums, 2 of keys or values, one of queries.
#if defined(__x86_64__)
#define KERNEL cc_attention_avx2
#define TARGET __attribute__((target("avx2,fma")))
#define LANES 8
#define PANEL_VECTORS 2
#define TILE_ROWS 6
#define GROUP_TILES 32
#define BLOCK_KEYS 256
#define ELEMENTS "attention_f32.h"
#include "attention_kernel.h"
#endif
