// How one head's keys and values are laid out for the kernel, and brought there; a part of
// attention_kernel.h, which includes it.

INLINE const element *row_of(const void *matrix, int64_t stride, int64_t row, int head,
                             int head_width) {
  return (const element *)matrix + row * stride + (int64_t)head * head_width;
}

// Four-byte words of a row of keys or queries.
INLINE int words_of(const cc_attention *job) {
  return (job->head_width * (int)sizeof(element) + 3) / 4;
}
// Elements of a row of values, padded to vectors.
INLINE int width_of(const cc_attention *job) { return (int)rounded_up(job->head_width, LANES); }

// One head's keys and values.
typedef struct {
  element *keys;    // [panels][words, PANEL_KEYS] words
  element *values;  // [panels][PANEL_KEYS, width] elements
} packed;

INLINE size_t packed_bytes(const cc_attention *job) {
  size_t keys = (size_t)rounded_up(job->key_count, PANEL_KEYS);
  return keys * ((size_t)words_of(job) * 4 + (size_t)width_of(job) * sizeof(element));
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
TARGET static void pack(const cc_attention *job, int head, packed packed, int thread,
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
