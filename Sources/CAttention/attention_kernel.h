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
#include "attention_vectors.h"

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

INLINE const element *row_of(const void *matrix, int64_t stride, int64_t row, int head,
                             int head_width) {
  return (const element *)matrix + row * stride + (int64_t)head * head_width;
}

// Four-byte words of a row of keys or queries.
INLINE int words_of(const cc_attention_job *job) {
  return (job->head_width * (int)sizeof(element) + 3) / 4;
}
// Elements of a row of values, padded to vectors.
INLINE int width_of(const cc_attention_job *job) { return (int)rounded_up(job->head_width, LANES); }

// One head's keys and values.
typedef struct {
  element *keys;    // [panels][words, PANEL_KEYS] words
  element *values;  // [panels][PANEL_KEYS, width] elements
} packed;

INLINE size_t packed_bytes(const cc_attention_job *job) {
  size_t keys = (size_t)rounded_up(job->key_count, PANEL_KEYS);
  return keys * ((size_t)words_of(job) * 4 + (size_t)width_of(job) * sizeof(element));
}

// What a thread works on: GROUP_ROWS queries against a block of keys.
typedef struct {
  float *scores;     // [GROUP_ROWS, BLOCK_KEYS], then the weights
  float *outputs;    // [GROUP_ROWS, width], not yet divided by the totals
  element *queries;  // [GROUP_ROWS, words] words
  // Largest scores of a row in each panel of the block, and totals of its weights, lane by lane.
  vector peaks[GROUP_ROWS][BLOCK_PANELS], totals[GROUP_ROWS];
  float bases[GROUP_ROWS];
} group;

INLINE size_t group_bytes(const cc_attention_job *job) {
  return GROUP_ROWS * (size_t)(BLOCK_KEYS + width_of(job) + words_of(job)) * 4;
}

INLINE void pack_keys(const element *from, int64_t stride, int keys, int head_width, int words,
                      element *to) {
  for (int first_key = 0; first_key < PANEL_KEYS; first_key += LANES) {
    for (int word = 0; word < words; word += LANES) {
      int first = word * 4 / (int)sizeof(element);
      int count = (int)smaller(head_width - first, LANES * 4 / (int)sizeof(element));
      vector rows[LANES];
      for (int lane = 0; lane < LANES; lane++) {
        int key = first_key + lane;
        const element *row = from + (key < keys ? key * stride + first : 0);
        size_t bytes = key < keys ? (size_t)count * sizeof(element) : 0;
        rows[lane] = bytes == sizeof(vector) ? load(row) : load_part(row, bytes);
      }
      transpose(rows);
      for (int lane = 0; lane < smaller(LANES, words - word); lane++)
        store((float *)to + (word + lane) * PANEL_KEYS + first_key, rows[lane]);
    }
  }
}

// Rows of a head stand apart, each a new miss that no processor foresees; these ask for them early.
INLINE void fetch_row(const void *matrix, int64_t stride, int64_t row, int64_t rows, int head,
                      int head_width) {
  if (row >= rows) return;
  const element *from = row_of(matrix, stride, row, head, head_width);
  for (int first = 0; first < head_width; first += CACHE_LINE / (int)sizeof(element))
    __builtin_prefetch(from + first, 0, 2);
}

// One of `slices` parts of what comes after, so that asking is spread over the work before it.
INLINE void fetch_slice(const void *from, size_t bytes, int slice, int slices) {
  size_t first = bytes * (size_t)slice / (size_t)slices;
  size_t last = bytes * ((size_t)slice + 1) / (size_t)slices;
  for (size_t at = first; at < last; at += CACHE_LINE)
    __builtin_prefetch((const char *)from + at, 0, 2);
}

// Packs every `threads`-th panel of one head.
TARGET static void pack(const cc_attention_job *job, int head, packed packed, int thread,
                        int threads) {
  int words = words_of(job), width = width_of(job);
  int64_t panels = (job->key_count + PANEL_KEYS - 1) / PANEL_KEYS;
  for (int64_t panel = thread; panel < panels; panel += threads) {
    int64_t first = panel * PANEL_KEYS;
    int keys = (int)smaller(PANEL_KEYS, job->key_count - first);
    for (int64_t key = first + threads * PANEL_KEYS, end = key + PANEL_KEYS; key < end; key++) {
      fetch_row(job->keys, job->key_stride, key, job->key_count, head, job->head_width);
      fetch_row(job->values, job->value_stride, key, job->key_count, head, job->head_width);
    }
    pack_keys(row_of(job->keys, job->key_stride, first, head, job->head_width), job->key_stride,
              keys, job->head_width, words, (element *)((float *)packed.keys + first * words));
    pack_values(row_of(job->values, job->value_stride, first, head, job->head_width),
                job->value_stride, keys, job->head_width, width, packed.values + first * width);
  }
}

TARGET static void start_group(const cc_attention_job *job, int head, int64_t first, int rows,
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

TARGET static void store_outputs(const cc_attention_job *job, int head, int64_t first, int rows,
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
  // Row 0 begins with one key and sees all before the other; each later row `step` further.
  int64_t begins, sees;
  int step;
} visible;

// Takes the scores of a panel away that a row doesn't see. Inlined, it would cost attention without
// a mask a few percent.
TARGET __attribute__((noinline)) static void hide(visible keys, int panel, float *scores,
                                                  vector *peaks) {
  for (int row = 0; row < TILE_ROWS; row++) {
    float *of_row = scores + row * BLOCK_KEYS;
    int64_t begins = clamped(keys.begins + row * keys.step - panel, PANEL_KEYS);
    int64_t sees = clamped(keys.sees + row * keys.step - panel, PANEL_KEYS);
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
  float base = largest(peak);
  vector shrink = exp2_of(all(group->bases[row] - base));
  group->bases[row] = base;
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
INLINE uint64_t score_block(const cc_attention_job *job, const float *keys, const visible *visible,
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
          visible[tile].sees < panel + PANEL_KEYS)
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
TARGET static uint64_t attend(const cc_attention_job *job, int head, const packed *packed,
                              int64_t first, int64_t most, group *group) {
  int rows = (int)smaller(most, job->query_count - first);
  int tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  start_group(job, head, first, rows, tiles * TILE_ROWS, group);

  int step = job->causal ? 1 : 0, width = width_of(job);
  // With a window, each later row also begins one key later.
  int64_t window = job->causal && job->window > 0 ? job->window : INT64_MAX / 2;
  int64_t sees = job->causal ? first + job->key_count - job->query_count + 1 : job->key_count;
  int64_t begins = clamped(sees - window, INT64_MAX) / PANEL_KEYS * PANEL_KEYS;
  int64_t ends = sees + step * (rows - 1);
  uint64_t performed = 0;
  for (int64_t block = begins; block < ends; block += BLOCK_KEYS) {
    visible visible[GROUP_TILES];
    for (int tile = 0; tile < tiles; tile++) {
      int row = tile * TILE_ROWS;
      int last_row = (int)smaller(row + TILE_ROWS, rows) - 1;
      visible[tile].step = step;
      visible[tile].sees = sees + step * row - block;
      visible[tile].begins = visible[tile].sees - window;
      visible[tile].first =
          (int)clamped(visible[tile].begins, BLOCK_KEYS) / PANEL_KEYS * PANEL_KEYS;
      visible[tile].last = (int)clamped(sees + step * last_row - block, BLOCK_KEYS);
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

typedef struct {
  const cc_attention_job *job;
  char *scratch;
  int threads;
  // First head of keys that no thread has taken whole yet.
  int64_t next_whole;
  // First group of queries that no thread has taken yet, by parity of the head of keys; the groups
  // of all heads that read it are counted on.
  int64_t next[2];
  uint64_t performed;
} run_state;

// Heads of keys that single threads take with all their queries, so that no thread waits for the
// others: as many as the threads share evenly, if they are short.
INLINE int whole_heads(const cc_attention_job *job, int threads) {
  return packed_bytes(job) <= WHOLE_BYTES ? job->key_heads / threads * threads : 0;
}

INLINE packed packed_at(const cc_attention_job *job, char *scratch) {
  size_t keys = (size_t)rounded_up(job->key_count, PANEL_KEYS);
  return (packed){(element *)scratch, (element *)(scratch + keys * (size_t)words_of(job) * 4)};
}

// Queries that a thread takes at a time: as many as fit, since each group reads all keys and values
// anew; but some groups for each of the threads that share a head, so that none waits long.
INLINE int64_t group_rows(const cc_attention_job *job, int threads) {
  int64_t share = job->query_count / (6 * threads);
  return rounded_up(clamped(share - 1, GROUP_ROWS - 1) + 1, TILE_ROWS);
}

TARGET static uint64_t attend_whole(run_state *state, const packed *packed, group *group) {
  const cc_attention_job *job = state->job;
  int served = job->heads / job->key_heads;
  int64_t rows = group_rows(job, 1);
  uint64_t performed = 0;
  for (;;) {
    int64_t taken = __atomic_fetch_add(&state->next_whole, 1, __ATOMIC_RELAXED);
    if (taken >= whole_heads(job, state->threads)) return performed;
    pack(job, (int)taken, *packed, 0, 1);
    for (int head = (int)taken * served; head < ((int)taken + 1) * served; head++)
      for (int64_t first = 0; first < job->query_count; first += rows)
        performed += attend(job, head, packed, first, rows, group);
  }
}

TARGET static uint64_t attend_shared(run_state *state, int key_head, const packed *packed,
                                     group *group) {
  const cc_attention_job *job = state->job;
  int64_t rows = group_rows(job, state->threads);
  int64_t groups = (job->query_count + rows - 1) / rows;
  int served = job->heads / job->key_heads;
  uint64_t performed = 0;
  for (;;) {
    int64_t taken = __atomic_fetch_add(&state->next[key_head % 2], 1, __ATOMIC_RELAXED);
    if (taken >= groups * served) return performed;
    performed += attend(job, key_head * served + (int)(taken / groups), packed,
                        taken % groups * rows, rows, group);
  }
}

TARGET static void body(void *context, int thread, int threads) {
  run_state *state = context;
  const cc_attention_job *job = state->job;
  int whole = whole_heads(job, state->threads);
  size_t head_bytes = packed_bytes(job);
  char *groups = state->scratch + head_bytes * (size_t)(whole > 0 ? state->threads : 1);
  char *of_thread = groups + (size_t)thread * group_bytes(job);
  group group;
  group.scores = (float *)of_thread;
  group.outputs = group.scores + GROUP_ROWS * BLOCK_KEYS;
  group.queries = (element *)(group.outputs + GROUP_ROWS * width_of(job));

  uint64_t performed = 0;
  if (whole > 0) {
    packed own = packed_at(job, state->scratch + (size_t)thread * head_bytes);
    performed += attend_whole(state, &own, &group);
    cc_team_barrier();
  }
  packed shared = packed_at(job, state->scratch);
  for (int key_head = whole; key_head < job->key_heads; key_head++) {
    pack(job, key_head, shared, thread, threads);
    if (thread == 0) state->next[(key_head + 1) % 2] = 0;
    cc_team_barrier();
    performed += attend_shared(state, key_head, &shared, &group);
    // The next head's keys take the place of this one's.
    cc_team_barrier();
  }
  __atomic_fetch_add(&state->performed, performed, __ATOMIC_RELAXED);
}

TARGET static size_t scratch_bytes(const cc_attention_job *job, int threads) {
  size_t heads = whole_heads(job, threads) > 0 ? (size_t)threads : 1;
  return heads * packed_bytes(job) + (size_t)threads * group_bytes(job);
}

static uint64_t run(const cc_attention_job *job, void *scratch) {
  run_state state = {job, scratch, cc_team_size(), 0, {0, 0}, 0};
  cc_team_run(body, &state);
  return state.performed;
}

const cc_attention_kernel KERNEL = {PANEL_KEYS, scratch_bytes, run};
