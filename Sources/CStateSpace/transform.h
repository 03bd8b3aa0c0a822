// Fast Fourier transforms of complex sequences, channels in the lanes of vectors.
//
// A transform is a sequence's polynomial modulo x^length - i, taken apart into residues: modulo
// x^(4 m) - w^4, the polynomial a(x) + b(x) x^m + c(x) x^2m + d(x) x^3m is
//
//   a + i^k w b + (i^k w)^2 c + (i^k w)^3 d   modulo x^m - i^k w, k in 0 ..< 4
//
// so one set of factors serves m positions, and nothing is put into another order: a convolution
// needs a spectrum in any order as long as it is always the same. Going depth first, all of a
// residue's steps, there and back, run while it is in the nearest cache that holds it.

enum { ROW = 2 * LANES, VECTOR_BYTES = LANES * sizeof(float) };

// A row of complex numbers: real parts, then imaginary parts.
typedef struct {
  vector real, imaginary;
} complexes;

INLINE complexes complex_at(const float *row) {
  return (complexes){load(row), load(row + LANES)};
}
INLINE void put(float *row, complexes value) {
  store(row, value.real);
  store(row + LANES, value.imaginary);
}
INLINE complexes plus(complexes a, complexes b) {
  return (complexes){a.real + b.real, a.imaginary + b.imaginary};
}
INLINE complexes minus(complexes a, complexes b) {
  return (complexes){a.real - b.real, a.imaginary - b.imaginary};
}
// a + i b and a - i b
INLINE complexes plus_turned(complexes a, complexes b) {
  return (complexes){a.real - b.imaginary, a.imaginary + b.real};
}
INLINE complexes minus_turned(complexes a, complexes b) {
  return (complexes){a.real + b.imaginary, a.imaginary - b.real};
}
INLINE complexes times(complexes a, complexes b) {
  return (complexes){a.real * b.real - a.imaginary * b.imaginary,
                     a.real * b.imaginary + a.imaginary * b.real};
}
// a times the conjugate of b
INLINE complexes times_conjugate(complexes a, complexes b) {
  return (complexes){a.real * b.real + a.imaginary * b.imaginary,
                     a.imaginary * b.real - a.real * b.imaginary};
}
INLINE complexes factor_at(const float *factor) {
  return (complexes){all(factor[0]), all(factor[1])};
}

// Of four rows: 3 products of complex numbers, 8 sums.
enum { PRODUCT_FLOPS = 6, SUM_FLOPS = 2, QUARTERS_FLOPS = 3 * PRODUCT_FLOPS + 8 * SUM_FLOPS };

INLINE void take_apart(complexes z[4], const float *factors) {
  complexes b = times(z[1], factor_at(factors)), c = times(z[2], factor_at(factors + 2));
  complexes d = times(z[3], factor_at(factors + 4));
  complexes even = plus(z[0], c), odd = plus(b, d);
  complexes even_less = minus(z[0], c), odd_less = minus(b, d);
  z[0] = plus(even, odd);
  z[1] = plus_turned(even_less, odd_less);
  z[2] = minus(even, odd);
  z[3] = minus_turned(even_less, odd_less);
}

// The inverse, times 4.
INLINE void put_together(complexes z[4], const float *factors) {
  complexes even = plus(z[0], z[2]), odd = plus(z[1], z[3]);
  complexes even_less = minus(z[0], z[2]), odd_less = minus(z[1], z[3]);
  z[0] = plus(even, odd);
  z[1] = times_conjugate(minus_turned(even_less, odd_less), factor_at(factors));
  z[2] = times_conjugate(minus(even, odd), factor_at(factors + 2));
  z[3] = times_conjugate(plus_turned(even_less, odd_less), factor_at(factors + 4));
}

// The same in two, for leaves of 8 rows.
enum { HALVES_FLOPS = PRODUCT_FLOPS + 2 * SUM_FLOPS };

INLINE void take_halves_apart(complexes z[8], const float *factor) {
  for (int row = 0; row < 4; row++) {
    complexes a = z[row], b = times(z[row + 4], factor_at(factor));
    z[row] = plus(a, b);
    z[row + 4] = minus(a, b);
  }
}
INLINE void put_halves_together(complexes z[8], const float *factor) {
  for (int row = 0; row < 4; row++) {
    complexes a = z[row], b = z[row + 4];
    z[row] = plus(a, b);
    z[row + 4] = times_conjugate(minus(a, b), factor_at(factor));
  }
}

// What is done to the spectrum when the sequence is fully taken apart.
typedef enum { KEEP, CONVOLVE, CORRELATE } purpose;

typedef struct {
  purpose purpose;
  // 1 / length, since putting together multiplies by it.
  float scale;
  // Where the transform is.
  const float *factors;
  float *kept;           // to be written, of KEEP
  const float *spectrum; // to be multiplied by, otherwise
} transform;

// Rows of a spectrum that are fetched ahead of their use.
enum { SPECTRUM_AHEAD = 32, CACHE_LINE = 64 };

INLINE void fetch_spectrum(const float *row) {
  const char *ahead = (const char *)(row + SPECTRUM_AHEAD * ROW);
  for (size_t byte = 0; byte < ROW * sizeof *row; byte += CACHE_LINE)
    __builtin_prefetch(ahead + byte, 0, 3);
}

INLINE void transform_leaf(int rows, purpose purpose, float *from, transform *transform) {
  complexes z[8];
  const float *factors = transform->factors, *quarters = rows == 8 ? factors + 2 : factors;
  for (int row = 0; row < rows; row++) z[row] = complex_at(from + row * ROW);
  if (rows == 8) take_halves_apart(z, factors);
  for (int four = 0; four < rows; four += 4) {
    complexes *part = z + four;
    take_apart(part, quarters + four / 4 * 6);
    for (int row = 0; row < 4; row++) {
      if (purpose == KEEP) {
        complexes scaled = {part[row].real * transform->scale,
                            part[row].imaginary * transform->scale};
        put(transform->kept + (four + row) * ROW, scaled);
      } else {
        const float *at = transform->spectrum + (four + row) * ROW;
        complexes other = complex_at(at);
        fetch_spectrum(at);
        part[row] = purpose == CONVOLVE ? times(part[row], other)
                                        : times_conjugate(part[row], other);
      }
    }
    if (purpose != KEEP) put_together(part, quarters + four / 4 * 6);
  }
  transform->factors = quarters + rows / 4 * 6;
  if (purpose == KEEP) {
    transform->kept += rows * ROW;
    return;
  }
  transform->spectrum += rows * ROW;
  if (rows == 8) put_halves_together(z, factors);
  for (int row = 0; row < rows; row++) put(from + row * ROW, z[row]);
}

INLINE void transform_leaves(int rows, int count, float *z, transform *transform) {
  for (float *leaf = z; leaf < z + count * rows * ROW; leaf += rows * ROW) {
    switch (transform->purpose) {
    case KEEP: transform_leaf(rows, KEEP, leaf, transform); break;
    case CONVOLVE: transform_leaf(rows, CONVOLVE, leaf, transform); break;
    case CORRELATE: transform_leaf(rows, CORRELATE, leaf, transform); break;
    }
  }
}

// Transforms so many rows, 4 or 8 times a power of 4, does what is to be done, and transforms them
// back unless they are kept.
TARGET static void transform_rows(int64_t rows, float *z, transform *transform) {
  if (rows == 4) return transform_leaves(4, 1, z, transform);
  if (rows == 8) return transform_leaves(8, 1, z, transform);
  const float *factors = transform->factors;
  transform->factors += 6;
  const int64_t quarter = rows / 4 * ROW;
  for (float *row = z; row < z + quarter; row += ROW) {
    complexes parts[4];
    for (int part = 0; part < 4; part++) parts[part] = complex_at(row + part * quarter);
    take_apart(parts, factors);
    for (int part = 0; part < 4; part++) put(row + part * quarter, parts[part]);
  }
  // Calls cost something where there is little to do.
  if (rows == 16)
    transform_leaves(4, 4, z, transform);
  else
    for (int part = 0; part < 4; part++) transform_rows(rows / 4, z + part * quarter, transform);
  if (transform->purpose == KEEP) return;
  for (float *row = z; row < z + quarter; row += ROW) {
    complexes parts[4];
    for (int part = 0; part < 4; part++) parts[part] = complex_at(row + part * quarter);
    put_together(parts, factors);
    for (int part = 0; part < 4; part++) put(row + part * quarter, parts[part]);
  }
}

static uint64_t transform_flops(int64_t rows, const cc_convolution *plan, int is_applied) {
  uint64_t there_and_back = is_applied ? 2 : 1;
  if (rows == plan->leaf) {
    uint64_t flops = there_and_back * (uint64_t)rows / 4 * QUARTERS_FLOPS;
    if (rows == 8) flops += there_and_back * 4 * HALVES_FLOPS;
    return flops + (uint64_t)rows * (is_applied ? PRODUCT_FLOPS : SUM_FLOPS);
  }
  return there_and_back * (uint64_t)rows / 4 * QUARTERS_FLOPS +
         4 * transform_flops(rows / 4, plan, is_applied);
}
