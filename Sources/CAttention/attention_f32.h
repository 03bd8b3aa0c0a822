// What the attention kernel does with elements of f32; attention_kernel.h says how it is called.
#pragma once

#include "vectors.h"

typedef float element;
#define VALUE_STEP 1
#define WEIGHTS_AT(key) (key)

INLINE void load_query(const element *from, int head_width, float scale, element *to) {
  for (int dimension = 0; dimension < head_width; dimension++)
    to[dimension] = from[dimension] * scale;
}

INLINE void pack_values(const element *from, int64_t stride, int keys, int head_width, int width,
                        element *to) {
  for (int key = 0; key < keys; key++) {
    for (int column = 0; column < width; column += LANES) {
      const element *row = from + key * stride + column;
      int count = head_width - column;
      store(to + key * width + column,
            count < LANES ? load_part(row, (size_t)count * sizeof *row) : load(row));
    }
  }
  memset(to + keys * width, 0, (size_t)((PANEL_KEYS - keys) * width) * sizeof *to);
}

INLINE void score_panel(const element *queries, int words, const element *panel, float scale,
                        float *scores, vector *peaks) {
  (void)scale;  // It is in the queries.
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] = all(0);
  for (int dimension = 0; dimension < words; dimension++) {
    vector keys[PANEL_VECTORS];
    for (int v = 0; v < PANEL_VECTORS; v++)
      keys[v] = load(panel + dimension * PANEL_KEYS + v * LANES);
    for (int row = 0; row < TILE_ROWS; row++) {
      vector query = all(queries[row * words + dimension]);
      for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] += query * keys[v];
    }
  }
  for (int row = 0; row < TILE_ROWS; row++) store_scores(sums[row], scores, row, peaks);
}

// `vectors` vectors of columns; `stride` is the length of a row of values and of outputs.
INLINE void weigh_columns(int vectors, const float *weights, int keys, const element *values,
                          int stride, float *outputs) {
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) sums[row][v] = load(outputs + row * stride + v * LANES);
  for (int key = 0; key < keys; key++) {
    vector columns[PANEL_VECTORS];
    for (int v = 0; v < vectors; v++) columns[v] = load(values + (int64_t)key * stride + v * LANES);
    for (int row = 0; row < TILE_ROWS; row++) {
      vector weight = all(weights[row * BLOCK_KEYS + key]);
      for (int v = 0; v < vectors; v++) sums[row][v] += weight * columns[v];
    }
  }
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) store(outputs + row * stride + v * LANES, sums[row][v]);
}

INLINE void store_weights(float *scores, int key, vector first, vector second) {
  store(scores + key, first);
  store(scores + key + LANES, second);
}

INLINE void store_output(const float *sums, float factor, int head_width, element *to) {
  for (int dimension = 0; dimension < head_width; dimension++)
    to[dimension] = sums[dimension] * factor;
}

INLINE vector load_element_part(const element *from, int count) {
  return count < LANES ? load_part(from, (size_t)count * sizeof *from) : load(from);
}

INLINE void store_element_part(element *to, vector values, int count) {
  memcpy(to, &values, (size_t)count * sizeof *to);
}
