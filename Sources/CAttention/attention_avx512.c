// 16 lanes and 32 registers: 6 x 4 vectors of sums, 4 of keys or values, one of queries.
#if defined(__x86_64__)
#define KERNEL cc_attention_avx512
#define TARGET __attribute__((target("avx512f")))
#define LANES 16
#define PANEL_VECTORS 4
#define TILE_ROWS 6
#define GROUP_TILES 24
#define BLOCK_KEYS 128
#define ELEMENTS "attention_f32.h"
#include "attention_kernel.h"
#endif
