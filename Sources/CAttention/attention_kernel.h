// The attention kernel, written once in the compiler's vectors and built for each instruction set.
//
// The file that includes it defines KERNEL, TARGET, LANES, PANEL_VECTORS, TILE_ROWS, GROUP_TILES,
// BLOCK_KEYS.
//
// For each head of keys, all threads pack its keys into panels (dimension by dimension, PANEL_KEYS
// keys side by side) and its values into rows. Then each thread takes groups of GROUP_TILES tiles
// of TILE_ROWS queries of the heads that read them, a tile being what the registers hold sums for.
// For a group it goes through the keys in blocks: scores of the block, their exponentials relative
// to the largest score so far, and the weighted sum of values, rescaled whenever the largest score
// grows (Milakov and Gimelshein, arXiv 1805.02867; Dao et al., arXiv 2205.14135, algorithm 1).

#include <stdint.h>
#include <string.h>

#include "attention.h"

#define PANEL_KEYS (PANEL_VECTORS * LANES)
#define GROUP_ROWS (GROUP_TILES * TILE_ROWS)
#define INLINE TARGET static inline __attribute__((always_inline))

typedef float vector __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t integers __attribute__((vector_size(LANES * sizeof(int32_t))));

// Subtracting 0 changes nothing, not even -0, so this is a broadcast and no arithmetic.
INLINE vector all(float value) { return value - (vector){0}; }
INLINE vector load(const float *from) {
  vector value;
  memcpy(&value, from, sizeof value);
  return value;
}
INLINE void store(float *to, vector value) { memcpy(to, &value, sizeof value); }
INLINE vector select(integers condition, vector yes, vector no) {
  return (vector)((condition & (integers)yes) | (~condition & (integers)no));
}
// A NaN in `a` is kept, so that NaN in gives NaN out.
INLINE vector larger(vector a, vector b) { return select(a < b, b, a); }

// Halves are folded onto each other, so that a reduction takes log2(LANES) steps.
INLINE float largest(vector value) {
  float lanes[LANES];
  store(lanes, value);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int lane = 0; lane < half; lane++)
      lanes[lane] = lanes[lane] < lanes[lane + half] ? lanes[lane + half] : lanes[lane];
  return lanes[0];
}
INLINE float sum(vector value) {
  float lanes[LANES];
  store(lanes, value);
  for (int half = LANES / 2; half > 0; half /= 2)
    for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

// 2^x for x <= 0, within 2 ulp; 0 below the smallest normal number.
//
// x = n + f with n the nearest integer: a polynomial for 2^f on [-1/2, 1/2] (Chebyshev, relative
// error 2e-9) and n added to the exponent. Adding 1.5 * 2^23 rounds to an integer, which then
// stands in the low bits.
INLINE vector exp2_of(vector x) {
  const float magic = 12582912.0f;
  vector bounded = larger(x, all(-126));
  vector shifted = bounded + magic;
  vector f = bounded - (shifted - magic);
  vector p = all(1.54614446986e-4f);
  p = p * f + 1.34004281776e-3f;
  p = p * f + 9.61805667852e-3f;
  p = p * f + 5.55032722667e-2f;
  p = p * f + 2.40226509223e-1f;
  p = p * f + 6.93147206703e-1f;
  p = p * f + 1.0f;
  vector scaled = (vector)((integers)p + ((integers)shifted << 23));
  return select(x < -126, all(0), scaled);
}

// scores[row][0 ..< PANEL_KEYS] = queries[row] . key, for the keys of one panel.
INLINE void score_panel(const float *queries, int width, const float *panel, float *scores) {
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] = all(0);
  for (int dimension = 0; dimension < width; dimension++) {
    vector keys[PANEL_VECTORS];
    for (int v = 0; v < PANEL_VECTORS; v++)
      keys[v] = load(panel + dimension * PANEL_KEYS + v * LANES);
    for (int row = 0; row < TILE_ROWS; row++) {
      vector query = all(queries[dimension * TILE_ROWS + row]);
      for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] += query * keys[v];
    }
  }
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < PANEL_VECTORS; v++)
      store(scores + row * BLOCK_KEYS + v * LANES, sums[row][v]);
}

// outputs[row] += sum over keys of weights[row][key] * values[key], for `vectors` vectors of
// columns; `stride` is the length of a row of values and of outputs.
INLINE void weigh_columns(int vectors, const float *weights, int keys, const float *values,
                          int stride, float *outputs) {
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) sums[row][v] = load(outputs + row * stride + v * LANES);
  for (int key = 0; key < keys; key++) {
    vector columns[PANEL_VECTORS];
    for (int v = 0; v < vectors; v++)
      columns[v] = load(values + (int64_t)key * stride + v * LANES);
    for (int row = 0; row < TILE_ROWS; row++) {
      vector weight = all(weights[row * BLOCK_KEYS + key]);
      for (int v = 0; v < vectors; v++) sums[row][v] += weight * columns[v];
    }
  }
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) store(outputs + row * stride + v * LANES, sums[row][v]);
}

INLINE void weigh(const float *weights, int keys, const float *values, int width,
                  float *outputs) {
  int column = 0;
  for (; column + PANEL_KEYS <= width; column += PANEL_KEYS)
    weigh_columns(PANEL_VECTORS, weights, keys, values + column, width, outputs + column);
  for (; column < width; column += LANES)
    weigh_columns(1, weights, keys, values + column, width, outputs + column);
}

// Turns a row of scores into weights 2^(score - largest so far); returns the factor by which what
// was summed before has to shrink. `keys` is a multiple of LANES.
INLINE float soften(float *scores, int keys, float *top, float *total) {
  vector peak = all(*top);
  for (int key = 0; key < keys; key += LANES) peak = larger(load(scores + key), peak);
  float new_top = largest(peak);
  if (new_top == -__builtin_inff()) {
    // Nothing seen so far: no weight on anything.
    memset(scores, 0, (size_t)keys * sizeof(float));
    return 1;
  }
  vector sums = all(0), base = all(new_top);
  for (int key = 0; key < keys; key += LANES) {
    vector weights = exp2_of(load(scores + key) - base);
    store(scores + key, weights);
    sums += weights;
  }
  float shrink = exp2_of(all(*top - new_top))[0];
  *total = *total * shrink + sum(sums);
  *top = new_top;
  return shrink;
}

typedef struct {
  const cc_attention *job;
  float *scratch;
  // Queries that a thread takes at a time, GROUP_ROWS or less.
  int64_t group_rows;
  // First group of queries that no thread has taken yet, by parity of the head of keys; the groups
  // of all heads that read it are counted on.
  int64_t next[2];
} run_state;

INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
INLINE int64_t not_negative(int64_t a) { return a < 0 ? 0 : a; }

// Packs every `threads`-th panel of keys of one head, and the same keys' values.
TARGET static void pack(const cc_attention *job, int head, int width, float *keys, float *values,
                        int thread, int threads) {
  int64_t panels = (job->key_count + PANEL_KEYS - 1) / PANEL_KEYS;
  for (int64_t panel = thread; panel < panels; panel += threads) {
    int64_t first = panel * PANEL_KEYS;
    int64_t count = smaller(PANEL_KEYS, job->key_count - first);
    float *packed = keys + first * job->head_width;
    memset(packed, 0, sizeof(float) * PANEL_KEYS * (size_t)job->head_width);
    memset(values + first * width, 0, sizeof(float) * PANEL_KEYS * (size_t)width);
    for (int64_t key = 0; key < count; key++) {
      const float *row = job->keys + (first + key) * job->key_stride + head * job->head_width;
      // As a vector loop it would be a scatter, which is slower than plain stores.
#pragma clang loop vectorize(disable)
      for (int dimension = 0; dimension < job->head_width; dimension++)
        packed[dimension * PANEL_KEYS + key] = row[dimension];
      memcpy(values + (first + key) * width,
             job->values + (first + key) * job->value_stride + head * job->head_width,
             sizeof(float) * (size_t)job->head_width);
    }
  }
}

// What a thread works on: GROUP_ROWS queries against a block of keys.
typedef struct {
  float *queries;  // [GROUP_TILES][head_width, TILE_ROWS], scaled
  float *outputs;  // [GROUP_ROWS, width], not yet divided by the totals
  float *scores;   // [GROUP_ROWS, BLOCK_KEYS]
  float tops[GROUP_ROWS], totals[GROUP_ROWS];
} group;

TARGET static void load_queries(const cc_attention *job, int head, int64_t first, int rows,
                                int width, group *group) {
  // Scores are kept in units of log 2, so that exponentials are powers of 2.
  const float scale = job->scale * 1.44269504088896340736f;
  int padded = (rows + TILE_ROWS - 1) / TILE_ROWS * TILE_ROWS;
  for (int row = 0; row < padded; row++) {
    // Rows beyond the last query repeat it; they are computed and not stored.
    int64_t query = first + (row < rows ? row : rows - 1);
    const float *from = job->queries + query * job->query_stride + head * job->head_width;
    float *to = group->queries + row / TILE_ROWS * TILE_ROWS * width + row % TILE_ROWS;
#pragma clang loop vectorize(disable)
    for (int dimension = 0; dimension < job->head_width; dimension++)
      to[dimension * TILE_ROWS] = from[dimension] * scale;
    group->tops[row] = -__builtin_inff();
    group->totals[row] = 0;
  }
  memset(group->outputs, 0, sizeof(float) * (size_t)padded * (size_t)width);
}

TARGET static void store_outputs(const cc_attention *job, int head, int64_t first, int rows,
                                 int width, const group *group) {
  for (int row = 0; row < rows; row++) {
    float *to = job->output + (first + row) * job->output_stride + head * job->head_width;
    // A query that sees nothing gets nothing.
    float factor = group->totals[row] == 0 ? 0 : 1 / group->totals[row];
    for (int dimension = 0; dimension < job->head_width; dimension++)
      to[dimension] = group->outputs[row * width + dimension] * factor;
  }
}

// Takes the scores before each row's window away: before key `first` for row 0, one key later for
// each later row. Inlined, it would cost attention without a window a few percent.
TARGET __attribute__((noinline)) static void hide_before(int64_t first, int keys, int rows,
                                                         float *scores) {
  for (int row = 0; row < rows; row++)
    for (int64_t key = 0; key < smaller(first + row, keys); key++)
      scores[row * BLOCK_KEYS + key] = -__builtin_inff();
}

// Queries first ..< first + most of one head, or as many as there are.
TARGET static void attend(const cc_attention *job, int head, int width, const float *keys,
                          const float *values, int64_t first, int64_t most, group *group) {
  int rows = (int)smaller(most, job->query_count - first);
  int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  load_queries(job, head, first, rows, width, group);

  // How many keys row 0 sees; each later row sees one more under a causal mask.
  int64_t first_sees =
      job->causal ? first + job->key_count - job->query_count + 1 : job->key_count;
  int64_t last_sees = job->causal ? first_sees + rows - 1 : job->key_count;
  // With a window, each later row also begins one key later.
  int64_t window = job->causal && job->window > 0 ? job->window : INT64_MAX / 2;
  int64_t first_begins = first_sees - window;
  int64_t start = not_negative(first_begins) / PANEL_KEYS * PANEL_KEYS;
  for (int64_t block = start; block < last_sees; block += BLOCK_KEYS) {
    int count = (int)smaller(BLOCK_KEYS, last_sees - block);
    int padded = (count + PANEL_KEYS - 1) / PANEL_KEYS * PANEL_KEYS;
    // A panel of keys, and then of values, stays in the first-level cache for all tiles.
    for (int key = 0; key < padded; key += PANEL_KEYS)
      for (int tile = 0; tile < tiles; tile++)
        score_panel(group->queries + tile * TILE_ROWS * width, job->head_width,
                    keys + (block + key) * job->head_width,
                    group->scores + tile * TILE_ROWS * BLOCK_KEYS + key);
    if (first_begins + rows > block)
      hide_before(first_begins - block, padded, tiles * TILE_ROWS, group->scores);
    for (int row = 0; row < tiles * TILE_ROWS; row++) {
      float *scores = group->scores + row * BLOCK_KEYS;
      int64_t visible = first_sees + (job->causal ? row : 0) - block;
      for (int64_t key = visible < 0 ? 0 : visible; key < padded; key++)
        scores[key] = -__builtin_inff();
      float shrink = soften(scores, padded, &group->tops[row], &group->totals[row]);
      if (shrink != 1) {
        float *outputs = group->outputs + row * width;
        for (int column = 0; column < width; column += LANES)
          store(outputs + column, load(outputs + column) * shrink);
      }
    }
    for (int key = 0; key < count; key += PANEL_KEYS)
      for (int tile = 0; tile < tiles; tile++)
        weigh(group->scores + tile * TILE_ROWS * BLOCK_KEYS + key,
              (int)smaller(PANEL_KEYS, count - key), values + (block + key) * width, width,
              group->outputs + tile * TILE_ROWS * width);
  }
  store_outputs(job, head, first, rows, width, group);
}

TARGET static void body(void *context, int thread, int threads) {
  run_state *state = context;
  const cc_attention *job = state->job;
  int width = (job->head_width + LANES - 1) / LANES * LANES;
  int64_t padded_keys = (job->key_count + PANEL_KEYS - 1) / PANEL_KEYS * PANEL_KEYS;
  float *keys = state->scratch;
  float *values = keys + padded_keys * width;
  group group;
  group.queries = values + padded_keys * width + (int64_t)thread * GROUP_ROWS * (2 * width + BLOCK_KEYS);
  group.outputs = group.queries + GROUP_ROWS * width;
  group.scores = group.outputs + GROUP_ROWS * width;
  int heads_per_key_head = job->heads / job->key_heads;
  int64_t groups = (job->query_count + state->group_rows - 1) / state->group_rows;
  for (int key_head = 0; key_head < job->key_heads; key_head++) {
    int64_t *next = &state->next[key_head % 2];
    pack(job, key_head, width, keys, values, thread, threads);
    if (thread == 0) state->next[(key_head + 1) % 2] = 0;
    cc_team_barrier();
    for (;;) {
      int64_t taken = __atomic_fetch_add(next, 1, __ATOMIC_RELAXED);
      if (taken >= groups * heads_per_key_head) break;
      int head = key_head * heads_per_key_head + (int)(taken / groups);
      attend(job, head, width, keys, values, taken % groups * state->group_rows,
             state->group_rows, &group);
    }
    // The next head's keys take the place of this one's.
    cc_team_barrier();
  }
}

TARGET static void run(const cc_attention *job, void *scratch) {
  // As many queries as fit, since each group reads all keys and values anew; but some groups for
  // each thread, so that none waits long for the others at the end of a head.
  int64_t share = job->query_count / (6 * (int64_t)cc_team_size());
  int64_t tiles = smaller(GROUP_TILES, (share + TILE_ROWS - 1) / TILE_ROWS);
  run_state state = {job, scratch, (tiles < 1 ? 1 : tiles) * TILE_ROWS, {0, 0}};
  cc_team_run(body, &state);
}

const cc_attention_kernel KERNEL = {PANEL_KEYS, LANES, GROUP_ROWS, BLOCK_KEYS, run};
