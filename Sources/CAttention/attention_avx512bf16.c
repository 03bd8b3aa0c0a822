// 16 lanes of f32 or of pairs of bf16 and 32 registers, as in attention_avx512.c.
#if defined(__x86_64__)
#define KERNEL cc_attention_avx512bf16
#define TARGET __attribute__((target("avx512f,avx512bf16")))
#define LANES 16
#define PANEL_VECTORS 4
#define TILE_ROWS 6
#define GROUP_TILES 32
#define BLOCK_KEYS 256
#define ELEMENTS "attention_bf16.h"
#include "attention_kernel.h"
#endif
