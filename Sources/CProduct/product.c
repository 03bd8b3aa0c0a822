#include "CProduct.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f,avx512bf16")))
#define LANES 16
#include "vectors.h"

// The product of two vectors is of pairs: to each lane's sum, f32, it adds the product of two
// elements with two. So rows and weights are read two inputs at a time.
typedef uint32_t pairs __attribute__((vector_size(LANES * sizeof(uint32_t))));

enum {
  PANEL_VECTORS = 4,
  // Outputs whose weights stand side by side.
  PANEL = PANEL_VECTORS * LANES,
  // Rows whose sums fill the registers that a panel leaves.
  TILE_ROWS = 6,
  // Pairs of inputs whose weights of a panel stay in the second-level cache for all tiles.
  BLOCK_PAIRS = 384,
  // Tiles whose inputs of a block stay there too.
  GROUP_TILES = 86,
};

static int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t pairs_of(int64_t inputs) { return (inputs + 1) / 2; }
static int64_t panels_of(int64_t outputs) { return (outputs + PANEL - 1) / PANEL; }

size_t cc_product_packed_count(int64_t outputs, int64_t inputs) {
  return (size_t)(panels_of(outputs) * pairs_of(inputs) * PANEL * 2);
}

// To nearest, ties to even; a NaN stays one.
static uint16_t rounded(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  if (value != value) return (uint16_t)(bits >> 16 | 0x40);
  return (uint16_t)((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
}

typedef struct {
  const float *values;
  int64_t outputs, inputs;
  uint16_t *packed;
} packing;

// Panels of pairs: [panel][pair][output of the panel][2]; what isn't there is 0.
static void pack_share(void *context, int thread, int threads) {
  const packing *job = context;
  int64_t pairs = pairs_of(job->inputs);
  for (int64_t panel = thread; panel < panels_of(job->outputs); panel += threads) {
    uint16_t *to = job->packed + panel * pairs * PANEL * 2;
    for (int64_t column = 0; column < PANEL; column++) {
      int64_t output = panel * PANEL + column;
      for (int64_t input = 0; input < pairs * 2; input++) {
        int is_there = output < job->outputs && input < job->inputs;
        to[(input / 2 * PANEL + column) * 2 + input % 2] =
            is_there ? rounded(job->values[output * job->inputs + input]) : 0;
      }
    }
  }
}

void cc_product_pack(const float *values, int64_t outputs, int64_t inputs, uint16_t *packed) {
  packing job = {values, outputs, inputs, packed};
  cc_team_run(pack_share, &job);
}

// The rows that a thread works on with one panel.
typedef struct {
  const cc_product *job;
  int64_t panel, first, rows;
  float *sums;         // [rows, PANEL], while there are inputs to come
  float start[PANEL];  // bias
} group;

INLINE vector add_products(vector sums, pairs a, pairs b) {
  return (vector)_mm512_dpbf16_ps((__m512)sums, (__m512bh)a, (__m512bh)b);
}

INLINE void add_pair(const uint32_t inputs[TILE_ROWS], const uint16_t *weights,
                     vector totals[TILE_ROWS][PANEL_VECTORS]) {
  pairs columns[PANEL_VECTORS];
  for (int v = 0; v < PANEL_VECTORS; v++)
    memcpy(&columns[v], weights + v * LANES * 2, sizeof columns[v]);
  for (int r = 0; r < TILE_ROWS; r++)
    for (int v = 0; v < PANEL_VECTORS; v++)
      totals[r][v] = add_products(totals[r][v], inputs[r] - (pairs){0}, columns[v]);
}

static const float log2_e = 1.44269504088896340736f;

// 1 / (1 + exp(-x)); beyond |x| = 87 it is 0 or 1 to the last digit.
INLINE vector logistic(vector x) {
  vector exponent = x * -log2_e;
  return 1 / (1 + exp2_of(chosen(exponent > 126, all(126), exponent)));
}

// The error function, within 1.5e-7: Abramowitz and Stegun, 7.1.26.
INLINE vector error_function(vector x) {
  vector size = chosen(x < 0, -x, x);
  vector t = 1 / (1 + 0.3275911f * size);
  vector p = all(1.061405429f);
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  vector result = 1 - p * t * exp2_of(size * size * -log2_e);
  return chosen(x < 0, -result, result);
}

INLINE vector activated(vector x, cc_activation activation) {
  switch (activation) {
  case CC_IDENTITY: return x;
  case CC_RELU: return chosen(x < 0, all(0), x);
  case CC_GELU_ERF: return x * 0.5f * (1 + error_function(x * 0.70710678f));
  case CC_GELU_TANH: return x * logistic(x * (1.5957691f + x * x * (1.5957691f * 0.044715f)));
  case CC_SILU: return x * logistic(x);
  case CC_TANH: return 2 * logistic(2 * x) - 1;
  }
  return x;
}

// Writes what follows from the finished sums of one row.
TARGET static void store_row(const group *group, int64_t row, const float *sums) {
  const cc_product *job = group->job;
  int64_t column = group->panel * PANEL;
  int64_t at = (group->first + row) * job->outputs + column;
  for (int v = 0; v < PANEL_VECTORS && column < job->outputs; v++, column += LANES, at += LANES) {
    size_t count = (size_t)smaller(LANES, job->outputs - column);
    vector value = activated(load(sums + v * LANES), job->activation);
    if (job->residual) value += load_part(job->residual + at, count * sizeof(float));
    if (job->narrow_y) {
      __m256bh narrow = _mm512_cvtneps_pbh((__m512)value);
      memcpy(job->narrow_y + at, &narrow, count * sizeof(uint16_t));
    } else {
      memcpy(job->y + at, &value, count * sizeof(float));
    }
  }
}

// Goes on with the sums of the tile that begins at `row`, by `count` pairs of inputs from pair
// `first` on: from the bias at the first pair, to the result after the last.
TARGET static void add_block(const group *group, int64_t row, int64_t first, int64_t count) {
  const cc_product *job = group->job;
  const uint16_t *x[TILE_ROWS];
  vector totals[TILE_ROWS][PANEL_VECTORS];
  for (int r = 0; r < TILE_ROWS; r++) {
    // Rows beyond the last repeat it; their sums are computed and not used.
    int64_t at = smaller(row + r, group->rows - 1);
    x[r] = job->x + (group->first + at) * job->inputs + first * 2;
    const float *from = first == 0 ? group->start : group->sums + (row + r) * PANEL;
    for (int v = 0; v < PANEL_VECTORS; v++) totals[r][v] = load(from + v * LANES);
  }
  const uint16_t *weights =
      job->weights + (group->panel * pairs_of(job->inputs) + first) * PANEL * 2;
  int64_t whole = smaller(count, job->inputs / 2 - first);
  for (int64_t pair = 0; pair < whole; pair++) {
    uint32_t inputs[TILE_ROWS];
    for (int r = 0; r < TILE_ROWS; r++) memcpy(&inputs[r], x[r] + pair * 2, sizeof *inputs);
    add_pair(inputs, weights + pair * PANEL * 2, totals);
  }
  if (whole < count) {
    // The last input of an odd number has no other beside it.
    uint32_t inputs[TILE_ROWS];
    for (int r = 0; r < TILE_ROWS; r++) inputs[r] = x[r][whole * 2];
    add_pair(inputs, weights + whole * PANEL * 2, totals);
  }
  float finished[TILE_ROWS][PANEL];
  int is_last = first + count == pairs_of(job->inputs);
  for (int r = 0; r < TILE_ROWS; r++) {
    float *to = is_last ? finished[r] : group->sums + (row + r) * PANEL;
    for (int v = 0; v < PANEL_VECTORS; v++) store(to + v * LANES, totals[r][v]);
  }
  for (int r = 0; is_last && r < TILE_ROWS && row + r < group->rows; r++)
    store_row(group, row + r, finished[r]);
}

TARGET static void compute(group *group) {
  const cc_product *job = group->job;
  int64_t column = group->panel * PANEL, pairs = pairs_of(job->inputs);
  memset(group->start, 0, sizeof group->start);
  if (job->bias)
    memcpy(group->start, job->bias + column,
           (size_t)smaller(PANEL, job->outputs - column) * sizeof(float));
  for (int64_t first = 0; first < pairs; first += BLOCK_PAIRS)
    for (int64_t row = 0; row < group->rows; row += TILE_ROWS)
      add_block(group, row, first, smaller(BLOCK_PAIRS, pairs - first));
}

// Rows that a thread takes at a time: as few groups as the cache allows, all about as large.
static int64_t group_rows(const cc_product *job) {
  int64_t most = GROUP_TILES * TILE_ROWS;
  int64_t groups = (job->rows + most - 1) / most;
  int64_t rows = (job->rows + groups - 1) / groups;
  return (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
}

size_t cc_product_scratch_bytes(const cc_product *job, int threads) {
  return (size_t)threads * (size_t)group_rows(job) * PANEL * sizeof(float);
}

typedef struct {
  const cc_product *job;
  float *sums;
  int64_t next;
} run_state;

static void run_share(void *context, int thread, int threads) {
  (void)threads;
  run_state *state = context;
  const cc_product *job = state->job;
  int64_t rows = group_rows(job), panels = panels_of(job->outputs);
  int64_t groups = (job->rows + rows - 1) / rows;
  group group = {.job = job, .sums = state->sums + (int64_t)thread * rows * PANEL};
  for (;;) {
    int64_t taken = __atomic_fetch_add(&state->next, 1, __ATOMIC_RELAXED);
    if (taken >= panels * groups) return;
    group.panel = taken % panels;
    group.first = taken / panels * rows;
    group.rows = smaller(rows, job->rows - group.first);
    compute(&group);
  }
}

void cc_product_run(const cc_product *job, void *scratch) {
  if (job->rows <= 0) return;
  run_state state = {job, scratch, 0};
  cc_team_run(run_share, &state);
}

int cc_product_available(void) {
  return cc_bf16_available() && !__builtin_cpu_supports("amx-bf16");
}

#else

int cc_product_available(void) { return 0; }
size_t cc_product_packed_count(int64_t outputs, int64_t inputs) {
  (void)outputs;
  (void)inputs;
  return 0;
}
void cc_product_pack(const float *values, int64_t outputs, int64_t inputs, uint16_t *packed) {
  (void)values;
  (void)outputs;
  (void)inputs;
  (void)packed;
}
size_t cc_product_scratch_bytes(const cc_product *job, int threads) {
  (void)job;
  (void)threads;
  return 0;
}
void cc_product_run(const cc_product *job, void *scratch) {
  (void)job;
  (void)scratch;
}

#endif
