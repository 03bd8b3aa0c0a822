// Diagonal linear scans, channels in the lanes of vectors.
//
// A thread takes LANES channels at a time, and of them TILE positions, whose inputs and sums of
// outputs stay in the nearest cache while a few states at a time, with their factors in registers,
// go through them.

enum { TILE = 128, SCAN_FLOPS = 14 };

typedef struct {
  vector a_real, a_imaginary, b_real, b_imaginary, c_real, c_imaginary, x_real, x_imaginary;
} scanned;

INLINE scanned load_scanned(const cc_scan *scan, int64_t at, size_t bytes) {
  const cc_modes *a = &scan->transitions, *b = &scan->inputs, *c = &scan->outputs;
  return (scanned){
      load_part(a->real + at, bytes),          load_part(a->imaginary + at, bytes),
      load_part(b->real + at, bytes),          load_part(b->imaginary + at, bytes),
      load_part(c->real + at, bytes),          load_part(c->imaginary + at, bytes),
      load_part(scan->state_real + at, bytes), load_part(scan->state_imaginary + at, bytes),
  };
}

// x = a x + b u, and Re(c x) is added to a sum: SCAN_FLOPS.
INLINE vector scan_step(scanned *s, vector u, vector output) {
  vector real = s->b_real * u + s->a_real * s->x_real - s->a_imaginary * s->x_imaginary;
  s->x_imaginary = s->b_imaginary * u + s->a_real * s->x_imaginary + s->a_imaginary * s->x_real;
  s->x_real = real;
  return output + s->c_real * real - s->c_imaginary * s->x_imaginary;
}

// `states` states, the first of them at `at` in the arrays.
INLINE void scan_states(const cc_scan *scan, int states, int64_t at, size_t bytes, int rows,
                        const vector *inputs, vector *outputs) {
  scanned s[ABREAST];
  for (int state = 0; state < states; state++)
    s[state] = load_scanned(scan, at + state * scan->channels, bytes);
  for (int row = 0; row < rows; row++) {
    vector u = inputs[row], output = outputs[row];
    for (int state = 0; state < states; state++) output = scan_step(&s[state], u, output);
    outputs[row] = output;
  }
  for (int state = 0; state < states; state++) {
    memcpy(scan->state_real + at + state * scan->channels, &s[state].x_real, bytes);
    memcpy(scan->state_imaginary + at + state * scan->channels, &s[state].x_imaginary, bytes);
  }
}

// Positions first ..< first + rows of a block of channels.
INLINE void scan_tile(const cc_scan *scan, int64_t channel, size_t bytes, int64_t first, int rows) {
  vector inputs[TILE], outputs[TILE];
  const float *from = scan->input.values + first * scan->input.stride + channel;
  for (int row = 0; row < rows; row++) {
    inputs[row] = load_part(from + row * scan->input.stride, bytes);
    outputs[row] = all(0);
  }
  int state = 0;
  for (; state + ABREAST <= scan->states; state += ABREAST)
    scan_states(scan, ABREAST, state * scan->channels + channel, bytes, rows, inputs, outputs);
  for (; state < scan->states; state++)
    scan_states(scan, 1, state * scan->channels + channel, bytes, rows, inputs, outputs);
  float *to = scan->output.values + first * scan->output.stride + channel;
  for (int row = 0; row < rows; row++)
    memcpy(to + row * scan->output.stride, &outputs[row], bytes);
}

TARGET static void scan_blocks(void *context, int thread, int threads) {
  const cc_scan *scan = context;
  for (int64_t channel = thread * LANES; channel < scan->channels; channel += threads * LANES) {
    int64_t left = scan->channels - channel;
    for (int64_t first = 0; first < scan->positions; first += TILE) {
      int64_t rows = scan->positions - first;
      if (rows > TILE) rows = TILE;
      if (left < LANES)
        scan_tile(scan, channel, sizeof(float) * (size_t)left, first, (int)rows);
      else
        scan_tile(scan, channel, sizeof(vector), first, (int)rows);
    }
  }
}

static void run_scan(const cc_scan *scan) {
  cc_scan job = *scan;
  cc_team_run(scan_blocks, &job);
}

static uint64_t scan_flops(const cc_scan *scan) {
  return (uint64_t)scan->positions * (uint64_t)scan->states * padded(scan->channels) * SCAN_FLOPS;
}
