// Vectors of 4 lanes, which every processor of today has or the compiler splits.
#define KERNEL cc_state_portable
#define TARGET
#define LANES 4
#define ABREAST 2
#define STARTS 2
#define COLUMNS 2
#include "statespace_kernel.h"
