// A row of stored scores turned into weights in place; a part of attention_kernel.h.

// The first `count` of a vector's lanes.
INLINE vector lanes_from(const element *row, int64_t at, int64_t last) {
  return load_element_part(row + at, (int)smaller(last - at, LANES));
}

// 2^((score - top) * factor) of so many lanes, 0 in the others.
INLINE vector powers(vector scores, float top, float factor, int64_t count) {
  vector power = exp2_of((scores - top) * factor);
  if (count >= LANES) return power;
  float lanes[LANES];
  store(lanes, power);
  for (int64_t lane = count; lane < LANES; lane++) lanes[lane] = 0;
  return load(lanes);
}

TARGET static void weigh_row(void *scores, int64_t count, int64_t first, int64_t last,
                             float scale) {
  element *row = scores;
  const float none = -__builtin_inff();
  float top = none;
  int64_t at = first;
  if (last - first >= LANES) {
    vector peaks = all(none);
    for (; at + LANES <= last; at += LANES) peaks = larger(lanes_from(row, at, last), peaks);
    top = largest(peaks);
  }
  if (at < last) {
    float rest[LANES];
    store(rest, lanes_from(row, at, last));
    for (int64_t lane = 0; lane < last - at; lane++) top = rest[lane] > top ? rest[lane] : top;
  }
  float factor = scale * LOG2_E;
  vector sums = all(0);
  for (at = first; at < last; at += LANES)
    sums += powers(lanes_from(row, at, last), top, factor, last - at);
  float part = 1 / sum(sums);
  for (at = first; at < last; at += LANES) {
    vector weights = powers(lanes_from(row, at, last), top, factor, last - at) * part;
    store_element_part(row + at, weights, (int)smaller(last - at, LANES));
  }
  memset(row, 0, (size_t)first * sizeof *row);
  memset(row + last, 0, (size_t)(count - last) * sizeof *row);
}
