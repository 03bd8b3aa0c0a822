// The attention kernel's frame, written once and built for each instruction set and type of
// element.
//
// The file that includes it defines KERNEL, TARGET, LANES, PANEL_VECTORS, TILE_ROWS, GROUP_TILES,
// BLOCK_KEYS and ELEMENTS, a header with what is done to elements:
//
//   element          what queries, keys, values and output are made of
//   load_query       a row of queries, scaled if the scores aren't scaled later
//   pack_values      the values of a panel's keys, columns padded to vectors, keys to a panel
//   score_panel      scores[row][0 ..< PANEL_KEYS] = queries[row] . key, and the largest of them
//   store_weights    weights over the scores they come from, or over part of them
//   weigh_columns    outputs[row] += sum over keys of weights[row][key] * values[key]
//   store_output     a row of output
//   load_element_part, store_element_part
//                    up to LANES elements as f32, for scores that are stored
//   VALUE_STEP       keys whose values stand side by side; their number is padded to it
//   WEIGHTS_AT(key)  where a row's weights of keys from `key` on begin, counted in f32
//
// Keys are packed into panels: word by word (4 bytes of a key, one f32 or two bf16), PANEL_KEYS
// keys side by side. A thread takes groups of GROUP_TILES tiles of TILE_ROWS queries, a tile being what
// the registers hold sums for, and goes with them through the keys in blocks: scores of the block,
// their exponentials relative to a base near the largest score so far, and the weighted sum of
// values, rescaled when the base grows (Milakov and Gimelshein, arXiv 1805.02867; Dao et al., arXiv
// 2205.14135, algorithm 1).

#include "attention.h"
#include "vectors.h"

#define PANEL_KEYS (PANEL_VECTORS * LANES)
#define BLOCK_PANELS (BLOCK_KEYS / PANEL_KEYS)
#define CACHE_LINE 64
// Scores are kept in units of log 2, so that exponentials are powers of 2.
#define LOG2_E 1.44269504088896340736f
#define GROUP_ROWS (GROUP_TILES * TILE_ROWS)
// Packed keys and values that each thread may have for itself: beyond it, waiting for one another
// at the end of a head costs threads little and memory for each of them much.
#define WHOLE_BYTES ((size_t)4 << 20)

INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
INLINE int64_t clamped(int64_t a, int64_t most) { return a < 0 ? 0 : smaller(a, most); }
INLINE int64_t rounded_up(int64_t a, int64_t multiple) {
  return (a + multiple - 1) / multiple * multiple;
}

// One row's scores of a panel, and the largest in each lane.
INLINE void store_scores(const vector *row_scores, float *scores, int row, vector *peaks) {
  vector peak = row_scores[0];
  for (int v = 0; v < PANEL_VECTORS; v++) {
    store(scores + row * BLOCK_KEYS + v * LANES, row_scores[v]);
    if (v > 0) peak = larger(row_scores[v], peak);
  }
  peaks[row * BLOCK_PANELS] = peak;
}

#include ELEMENTS

#include "attention_packing.h"

// What a thread works on: GROUP_ROWS queries against a block of keys.
typedef struct {
  float *scores;     // [GROUP_ROWS, BLOCK_KEYS], then the weights
  float *outputs;    // [GROUP_ROWS, width], not yet divided by the totals
  element *queries;  // [GROUP_ROWS, words] words
  // Largest scores of a row in each panel of the block, and totals of its weights, lane by lane.
  vector peaks[GROUP_ROWS][BLOCK_PANELS], totals[GROUP_ROWS];
  float bases[GROUP_ROWS];
} group;

INLINE size_t group_bytes(const cc_attention *job) {
  return GROUP_ROWS * (size_t)(BLOCK_KEYS + width_of(job) + words_of(job)) * 4;
}

TARGET static void start_group(const cc_attention *job, int head, int64_t first, int rows,
                               int padded, group *group) {
  const float scale = job->scale * LOG2_E;
  int words = words_of(job);
  for (int row = 0; row < padded; row++) {
    // Rows beyond the last query repeat it; they are computed and not stored.
    int64_t query = first + (row < rows ? row : rows - 1);
    load_query(row_of(job->queries, job->query_stride, query, head, job->head_width),
               job->head_width, scale, (element *)((float *)group->queries + row * words));
    group->bases[row] = -__builtin_inff();
    group->totals[row] = all(0);
  }
  memset(group->outputs, 0, sizeof(float) * (size_t)(padded * width_of(job)));
}

TARGET static void store_outputs(const cc_attention *job, int head, int64_t first, int rows,
                                 const group *group) {
  int width = width_of(job);
  for (int row = 0; row < rows; row++) {
    element *to = (element *)row_of(job->output, job->output_stride, first + row, head,
                                    job->head_width);
    float total = sum(group->totals[row]);
    // A query that sees nothing gets nothing.
    store_output(group->outputs + row * width, total == 0 ? 0 : 1 / total, job->head_width, to);
  }
}

// The keys of the block that a tile goes through, counted from the block's first.
typedef struct visible {
  // A multiple of PANEL_KEYS, and one after the last.
  int first, last;
  // Row 0 begins with one key and sees all before the other; each later row `step` further, up to
  // the end of all keys.
  int64_t begins, sees, ends;
  int step;
} visible;

// Takes the scores of a panel away that a row doesn't see. Inlined, it would cost attention without
// a mask a few percent.
TARGET __attribute__((noinline)) static void hide(visible keys, int panel, float *scores,
                                                  vector *peaks) {
  for (int row = 0; row < TILE_ROWS; row++) {
    float *of_row = scores + row * BLOCK_KEYS;
    int64_t begins = clamped(keys.begins + row * keys.step - panel, PANEL_KEYS);
    int64_t sees = clamped(smaller(keys.sees + row * keys.step, keys.ends) - panel, PANEL_KEYS);
    for (int64_t key = 0; key < begins; key++) of_row[key] = -__builtin_inff();
    for (int64_t key = sees; key < PANEL_KEYS; key++) of_row[key] = -__builtin_inff();
    vector peak = load(of_row);
    for (int v = 1; v < PANEL_VECTORS; v++) peak = larger(load(of_row + v * LANES), peak);
    peaks[row * BLOCK_PANELS] = peak;
  }
}

// Raises a row's base to its largest score and shrinks what was summed relative to the old one.
TARGET __attribute__((noinline)) static void raise_base(vector peak, int row, int width,
                                                        group *group) {
  float before = group->bases[row], base = largest(peak);
  group->bases[row] = base;
  // Nothing was seen, so nothing was summed but zeros, or NaN.
  if (before == -__builtin_inff()) return;
  vector shrink = exp2_of(all(before - base));
  group->totals[row] *= shrink;
  float *outputs = group->outputs + row * width;
  for (int column = 0; column < width; column += LANES)
    store(outputs + column, load(outputs + column) * shrink);
}

// Turns the scores of a row into weights 2^(score - base).
//
// The base is the largest score when it is set and stays until one is 2^HEADROOM times as heavy: a
// weight's f32 has as many digits whatever its exponent.
INLINE void soften(int row, int first, int last, int width, group *group) {
  const float headroom = 8;
  vector peak = group->peaks[row][first / PANEL_KEYS];
  for (int panel = first / PANEL_KEYS + 1; panel * PANEL_KEYS < last; panel++)
    peak = larger(group->peaks[row][panel], peak);
  if (any(peak > group->bases[row] + headroom)) raise_base(peak, row, width, group);
  // Where nothing is seen yet, any base gives weights of 0, and NaN for NaN.
  float base = group->bases[row] == -__builtin_inff() ? 0 : group->bases[row];
  float *scores = group->scores + row * BLOCK_KEYS;
  vector totals = group->totals[row];
  for (int key = first; key < last; key += 2 * LANES) {
    vector a = exp2_of(load(scores + key) - base);
    vector b = exp2_of(load(scores + key + LANES) - base);
    store_weights(scores, key, a, b);
    totals += a + b;
  }
  group->totals[row] = totals;
}

// Columns in as few passes as the registers allow, all about as wide.
INLINE void weigh(const float *weights, int keys, const element *values, int width,
                  float *outputs) {
  for (int column = 0; column < width;) {
    int left = (width - column) / LANES;
    int vectors = left > 2 * PANEL_VECTORS ? PANEL_VECTORS
                  : left > PANEL_VECTORS   ? (left + 1) / 2
                                           : left;
    const element *from = values + column * VALUE_STEP;
    float *to = outputs + column;
    switch (vectors) {
    case 1: weigh_columns(1, weights, keys, from, width, to); break;
    case 2: weigh_columns(2, weights, keys, from, width, to); break;
#if PANEL_VECTORS > 2
    case 3: weigh_columns(3, weights, keys, from, width, to); break;
    case 4: weigh_columns(4, weights, keys, from, width, to); break;
#endif
    }
    column += vectors * LANES;
  }
}

// The scores of a block; a panel of keys stays in the first-level cache for all tiles. Returns the
// multiply-adds, as weigh_block does.
INLINE uint64_t score_block(const cc_attention *job, const float *keys, const visible *visible,
                            int tiles, group *group) {
  const float scale = job->scale * LOG2_E;
  int words = words_of(job);
  uint64_t panels = 0;
  for (int panel = 0; panel < BLOCK_KEYS; panel += PANEL_KEYS) {
    for (int tile = 0; tile < tiles; tile++) {
      if (panel < visible[tile].first || panel >= visible[tile].last) continue;
      const float *of_panel = keys + panel * words, *next = of_panel + PANEL_KEYS * words;
      fetch_slice(next, (size_t)(PANEL_KEYS * words) * 4, tile, tiles);
      const float *queries = (const float *)group->queries + tile * TILE_ROWS * words;
      float *scores = group->scores + tile * TILE_ROWS * BLOCK_KEYS + panel;
      vector *peaks = &group->peaks[tile * TILE_ROWS][panel / PANEL_KEYS];
      score_panel((const element *)queries, words, (const element *)of_panel, scale, scores, peaks);
      panels++;
      if (visible[tile].begins + (TILE_ROWS - 1) * visible[tile].step > panel ||
          smaller(visible[tile].sees, visible[tile].ends) < panel + PANEL_KEYS)
        hide(visible[tile], panel, scores, peaks);
    }
  }
  return panels * PANEL_KEYS * TILE_ROWS * (uint64_t)words * (4 / sizeof(element));
}

INLINE uint64_t weigh_block(const element *values, int width, const visible *visible, int tiles,
                            group *group) {
  uint64_t keys = 0;
  for (int panel = 0; panel < BLOCK_KEYS; panel += PANEL_KEYS) {
    for (int tile = 0; tile < tiles; tile++) {
      if (panel < visible[tile].first || panel >= visible[tile].last) continue;
      const element *of_panel = values + panel * width, *next = of_panel + PANEL_KEYS * width;
      fetch_slice(next, (size_t)(PANEL_KEYS * width) * sizeof(element), tile, tiles);
      int count = (int)smaller(PANEL_KEYS, rounded_up(visible[tile].last - panel, VALUE_STEP));
      const float *weights = group->scores + tile * TILE_ROWS * BLOCK_KEYS;
      weigh(weights + WEIGHTS_AT(panel), count, of_panel, width,
            group->outputs + tile * TILE_ROWS * width);
      keys += (uint64_t)count;
    }
  }
  return keys * TILE_ROWS * (uint64_t)width;
}

// Queries first ..< first + most of one head, or as many as there are; returns the multiply-adds.
TARGET static uint64_t attend(const cc_attention *job, int head, const packed *packed,
                              int64_t first, int64_t most, group *group) {
  int rows = (int)smaller(most, job->query_count - first);
  int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  start_group(job, head, first, rows, tiles * TILE_ROWS, group);

  int step = job->causal ? 1 : 0, width = width_of(job);
  // With a window, each later row also begins one key later.
  int64_t window = job->causal && job->window > 0 ? job->window : INT64_MAX / 2;
  int64_t sees = job->causal ? first + job->sees : job->key_count;
  int64_t begins = clamped(sees - window, INT64_MAX) / PANEL_KEYS * PANEL_KEYS;
  int64_t ends = smaller(sees + step * (rows - 1), job->key_count);
  uint64_t performed = 0;
  for (int64_t block = begins; block < ends; block += BLOCK_KEYS) {
    visible visible[GROUP_TILES];
    for (int tile = 0; tile < tiles; tile++) {
      int row = tile * TILE_ROWS;
      int last_row = (int)smaller(row + TILE_ROWS, rows) - 1;
      visible[tile].step = step;
      visible[tile].sees = sees + step * row - block;
      visible[tile].begins = visible[tile].sees - window;
      visible[tile].ends = job->key_count - block;
      visible[tile].first =
          (int)clamped(visible[tile].begins, BLOCK_KEYS) / PANEL_KEYS * PANEL_KEYS;
      visible[tile].last =
          (int)clamped(smaller(sees + step * last_row, job->key_count) - block, BLOCK_KEYS);
    }
    performed += score_block(job, (const float *)packed->keys + block * words_of(job), visible,
                             tiles, group);
    for (int row = 0; row < tiles * TILE_ROWS; row++) {
      const struct visible *of_row = &visible[row / TILE_ROWS];
      if (of_row->first < of_row->last) soften(row, of_row->first, of_row->last, width, group);
      if (block + BLOCK_KEYS >= ends) {
        fetch_row(job->output, job->output_stride, first + row, job->query_count, head,
                  job->head_width);
        fetch_row(job->queries, job->query_stride, first + most + row, job->query_count, head,
                  job->head_width);
      }
    }
    performed += weigh_block(packed->values + block * width, width, visible, tiles, group);
  }
  store_outputs(job, head, first, rows, group);
  return performed;
}

#include "attention_scores.h"
#include "attention_schedule.h"
