// Vectors of 4 lanes, which every processor of today has or the compiler splits.
#define KERNEL cc_attention_portable
#define TARGET
#define LANES 4
#define PANEL_VECTORS 2
#define TILE_ROWS 6
#define GROUP_TILES 32
#define BLOCK_KEYS 256
#define ELEMENTS "attention_f32.h"
#include "attention_kernel.h"
