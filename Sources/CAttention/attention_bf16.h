// What the attention kernel does with elements of bf16; attention_kernel.h says how it is called.
//
// The product of two vectors is of pairs: to each lane's sum, f32, it adds the product of two
// elements with two. So keys are read two dimensions at a time and values two keys at a time.
#pragma once

#include <immintrin.h>

#include "vectors.h"

typedef uint16_t element;
#define VALUE_STEP 2
// Weights take half the room of their scores.
#define WEIGHTS_AT(key) ((key) / 2)

// A pair in each lane.
typedef uint32_t pairs __attribute__((vector_size(LANES * sizeof(uint32_t))));
typedef uint16_t halves __attribute__((vector_size(LANES * sizeof(uint16_t))));

INLINE pairs load_pairs(const void *from) {
  pairs value;
  memcpy(&value, from, sizeof value);
  return value;
}
INLINE pairs all_pairs(const void *pair) {
  uint32_t value;
  memcpy(&value, pair, sizeof value);
  return value - (pairs){0};
}
INLINE vector add_products(vector sums, pairs a, pairs b) {
  return (vector)_mm512_dpbf16_ps((__m512)sums, (__m512bh)a, (__m512bh)b);
}

// Scaled in bf16, queries would lose digits; their scores are scaled.
INLINE void load_query(const element *from, int head_width, float scale, element *to) {
  (void)scale;
  memcpy(to, from, (size_t)head_width * sizeof *to);
  if (head_width % 2) to[head_width] = 0;
}

INLINE pairs load_values(const element *row, int count) {
  halves values = {0};
  if (count >= LANES) memcpy(&values, row, sizeof values);
  else memcpy(&values, row, (size_t)count * sizeof *row);
  return __builtin_convertvector(values, pairs);
}

INLINE void pack_values(const element *from, int64_t stride, int keys, int head_width, int width,
                        element *to) {
  for (int key = 0; key < PANEL_KEYS; key += VALUE_STEP) {
    for (int column = 0; column < width; column += LANES) {
      const element *row = from + key * stride + column;
      int count = head_width - column;
      pairs packed = {0};
      if (key < keys) packed = load_values(row, count);
      if (key + 1 < keys) packed |= load_values(row + stride, count) << 16;
      memcpy(to + key * width + column * VALUE_STEP, &packed, sizeof packed);
    }
  }
}

INLINE void score_panel(const element *queries, int words, const element *panel, float scale,
                        float *scores, vector *peaks) {
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] = all(0);
  for (int word = 0; word < words; word++) {
    pairs keys[PANEL_VECTORS];
    for (int v = 0; v < PANEL_VECTORS; v++)
      keys[v] = load_pairs(panel + (word * PANEL_KEYS + v * LANES) * 2);
    for (int row = 0; row < TILE_ROWS; row++) {
      pairs query = all_pairs(queries + (row * words + word) * 2);
      for (int v = 0; v < PANEL_VECTORS; v++)
        sums[row][v] = add_products(sums[row][v], query, keys[v]);
    }
  }
  for (int row = 0; row < TILE_ROWS; row++) {
    for (int v = 0; v < PANEL_VECTORS; v++) sums[row][v] *= scale;
    store_scores(sums[row], scores, row, peaks);
  }
}

// `vectors` vectors of columns; `stride` is the length of a row of values and of outputs.
INLINE void weigh_columns(int vectors, const float *weights, int keys, const element *values,
                          int stride, float *outputs) {
  vector sums[TILE_ROWS][PANEL_VECTORS];
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) sums[row][v] = load(outputs + row * stride + v * LANES);
  for (int pair = 0; pair < keys / 2; pair++) {
    pairs columns[PANEL_VECTORS];
    for (int v = 0; v < vectors; v++)
      columns[v] = load_pairs(values + ((int64_t)pair * stride + v * LANES) * 2);
    for (int row = 0; row < TILE_ROWS; row++) {
      pairs weight = all_pairs(weights + row * BLOCK_KEYS + pair);
      for (int v = 0; v < vectors; v++)
        sums[row][v] = add_products(sums[row][v], weight, columns[v]);
    }
  }
  for (int row = 0; row < TILE_ROWS; row++)
    for (int v = 0; v < vectors; v++) store(outputs + row * stride + v * LANES, sums[row][v]);
}

// Stored below scores that are read later, never over them.
INLINE void store_weights(float *scores, int key, vector first, vector second) {
  __m512bh weights = _mm512_cvtne2ps_pbh((__m512)second, (__m512)first);
  memcpy(scores + WEIGHTS_AT(key), &weights, sizeof weights);
}

INLINE void store_output(const float *sums, float factor, int head_width, element *to) {
  for (int column = 0; column < head_width; column += LANES) {
    int count = head_width - column < LANES ? head_width - column : LANES;
    __m256bh rounded = _mm512_cvtneps_pbh((__m512)(load(sums + column) * factor));
    memcpy(to + column, &rounded, (size_t)count * sizeof *to);
  }
}

INLINE vector load_element_part(const element *from, int count) {
  return (vector)(load_values(from, count) << 16);
}

INLINE void store_element_part(element *to, vector values, int count) {
  __m256bh rounded = _mm512_cvtneps_pbh((__m512)values);
  memcpy(to, &rounded, (size_t)count * sizeof *to);
}
