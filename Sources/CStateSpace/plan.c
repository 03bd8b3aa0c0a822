#include <math.h>
#include <stdlib.h>

#include "statespace.h"

static const double two_pi = 6.283185307179586477;

// exp(2 pi i turns)
static void write_root(double turns, float *to) {
  to[0] = (float)cos(two_pi * turns);
  to[1] = (float)sin(two_pi * turns);
}

// The parts' and leaves' sizes that make the shortest length for so many positions.
static void choose_length(cc_convolution *plan) {
  plan->length = INT64_MAX;
  for (int parts = 3; parts <= MOST_PARTS; parts++)
    for (int leaf = 4; leaf <= 8; leaf += 4) {
      int64_t length = parts * leaf;
      while (length < plan->positions) length *= 4;
      if (length >= plan->length) continue;
      plan->length = length;
      plan->parts = parts;
      plan->leaf = leaf;
    }
}

static float *write_quarters(double turns, float *to) {
  for (int power = 1; power <= 3; power++, to += 2) write_root(turns / 4 * power, to);
  return to;
}

// The factors of residues modulo x^rows - exp(2 pi i turns), and of the residues they are taken
// apart into; returns where the next ones belong.
static float *write_factors(const cc_convolution *plan, int64_t rows, double turns, float *to) {
  if (rows == 8) {
    write_root(turns / 2, to);
    to = write_quarters(turns / 2, to + 2);
    return write_quarters((turns + 1) / 2, to);
  }
  to = write_quarters(turns, to);
  if (rows == plan->leaf) return to;
  for (int part = 0; part < 4; part++)
    to = write_factors(plan, rows / 4, (turns + part) / 4, to);
  return to;
}

// How many f32 that is.
static size_t factor_count(const cc_convolution *plan, int64_t rows) {
  if (rows == plan->leaf) return rows == 8 ? 14 : 6;
  return 6 + 4 * factor_count(plan, rows / 4);
}

cc_convolution *cc_convolution_create(int64_t positions, cc_isa isa) {
  cc_convolution *plan = calloc(1, sizeof *plan);
  if (!plan) return NULL;
  plan->kernel = cc_state_kernel_for(isa);
  plan->positions = positions;
  choose_length(plan);
  int64_t rows = plan->length / plan->parts;
  plan->factors = malloc((size_t)plan->parts * factor_count(plan, rows) * sizeof(float));
  if (!plan->factors) {
    free(plan);
    return NULL;
  }
  float *to = plan->factors;
  for (int part = 0; part < plan->parts; part++) {
    // Of i, a quarter of a turn, the roots.
    double turns = (0.25 + part) / plan->parts;
    for (int stretch = 0; stretch < plan->parts; stretch++)
      write_root(turns * stretch, plan->first[part][stretch]);
    to = write_factors(plan, rows, turns, to);
  }
  return plan;
}

void cc_convolution_destroy(cc_convolution *plan) {
  if (!plan) return;
  free(plan->factors);
  free(plan);
}

int64_t cc_convolution_length(const cc_convolution *plan) { return plan->length; }
