// The kernels' frame, written once and built for each instruction set.
//
// The file that includes it defines KERNEL, TARGET, LANES, how many states of a scan go ABREAST,
// and STARTS and COLUMNS, whose product is how many sums of a scan's kernel registers hold.

#include <math.h>

#include "statespace.h"
#include "vectors.h"

// Channels and the lanes beside the last of them.
static uint64_t padded(int64_t channels) {
  return ((uint64_t)channels + LANES - 1) / LANES * LANES;
}

#include "convolution_kernel.h"
#include "generation_kernel.h"
#include "scan_kernel.h"

const cc_state_kernel KERNEL = {
    .lanes = LANES,
    .spectrum = keep_spectrum,
    .apply = apply_spectrum,
    .convolution_flops = convolution_flops,
    .scan = run_scan,
    .scan_flops = scan_flops,
    .generation_bytes = generation_bytes,
    .generate = run_generation,
    .generation_flops = generation_flops,
};
