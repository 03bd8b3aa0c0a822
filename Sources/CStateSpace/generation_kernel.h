// Sums of complex exponentials, channels in the lanes of vectors.
//
// With t = start + offset, exp(exponent t) is exp(exponent start) exp(exponent offset). The second
// factor, for offsets below STEPS, and the first, moved on by STEPS at a time, are products in f64:
// rounded to f32 once, they are right to the last digit for any t, and a position costs a product's
// real part for each state.

// States are summed in groups and groups then, so that rounding errors of many states stay those of
// a few.
enum { STEPS = 32, GROUP = 16, TERM_FLOPS = 4 };

// Scratch memory is aligned to 64.
typedef double doubles __attribute__((vector_size(LANES * sizeof(double)), aligned(4 * LANES)));
typedef int64_t long_integers __attribute__((vector_size(LANES * sizeof(int64_t))));
typedef struct {
  doubles real, imaginary;
} exact;

// One state of LANES channels.
typedef struct {
  // weight exp(exponent start), and what moves the start on by STEPS.
  exact weight, step;
  vector weights[STARTS][2];
  // exp(exponent offset)
  vector powers[STEPS][2];
} mode;

INLINE exact exact_product(exact a, exact b) {
  return (exact){a.real * b.real - a.imaginary * b.imaginary,
                 a.real * b.imaginary + a.imaginary * b.real};
}
INLINE void store_rounded(exact value, vector to[2]) {
  to[0] = __builtin_convertvector(value.real, vector);
  to[1] = __builtin_convertvector(value.imaginary, vector);
}

INLINE exact load_exact(cc_modes from, int64_t at, size_t bytes) {
  return (exact){__builtin_convertvector(load_part(from.real + at, bytes), doubles),
                 __builtin_convertvector(load_part(from.imaginary + at, bytes), doubles)};
}

TARGET static void prepare_mode(const cc_generation *job, int64_t at, size_t bytes, mode *mode) {
  exact exponent = load_exact(job->exponents, at, bytes), base, power = {{0}, {0}};
  for (int lane = 0; lane < LANES; lane++) {
    double size = exp(exponent.real[lane]);
    base.real[lane] = size * cos(exponent.imaginary[lane]);
    base.imaginary[lane] = size * sin(exponent.imaginary[lane]);
    power.real[lane] = 1;
  }
  for (int offset = 0; offset < STEPS; offset++) {
    store_rounded(power, mode->powers[offset]);
    power = exact_product(power, base);
  }
  mode->step = power;
  mode->weight = load_exact(job->weights, at, bytes);
}

// The next STARTS weights. What has decayed to nothing becomes 0: a subnormal number might stay one
// for ever, and take many processors a hundred times as long.
INLINE void move_on(mode *mode) {
  for (int start = 0; start < STARTS; start++) {
    exact weight = mode->weight;
    store_rounded(weight, mode->weights[start]);
    weight = exact_product(weight, mode->step);
    doubles size = weight.real * weight.real + weight.imaginary * weight.imaginary;
    long_integers is_left = size > 1e-200;
    mode->weight.real = (doubles)((long_integers)weight.real & is_left);
    mode->weight.imaginary = (doubles)((long_integers)weight.imaginary & is_left);
  }
}
// A product, and a sum of two squares, in f64.
enum { MOVE_FLOPS = STARTS * (6 + 3) };

// Adds a group's states at offsets first ..< first + COLUMNS of each start.
INLINE void add_group(const mode *modes, int states, int first, vector sums[STARTS][COLUMNS]) {
  vector group[STARTS][COLUMNS];
  memset(group, 0, sizeof group);
  for (const mode *mode = modes; mode < modes + states; mode++)
    for (int column = 0; column < COLUMNS; column++)
      for (int start = 0; start < STARTS; start++) {
        const vector *power = mode->powers[first + column], *weight = mode->weights[start];
        group[start][column] = group[start][column] + weight[0] * power[0] - weight[1] * power[1];
      }
  for (int start = 0; start < STARTS; start++)
    for (int column = 0; column < COLUMNS; column++) sums[start][column] += group[start][column];
}

INLINE void generate_block(const cc_generation *job, int64_t channel, size_t bytes, mode *modes) {
  for (int state = 0; state < job->states; state++)
    prepare_mode(job, state * job->channels + channel, bytes, modes + state);
  for (int64_t position = 0; position < job->positions; position += STARTS * STEPS) {
    for (int state = 0; state < job->states; state++) move_on(modes + state);
    for (int first = 0; first < STEPS; first += COLUMNS) {
      vector sums[STARTS][COLUMNS];
      memset(sums, 0, sizeof sums);
      for (int state = 0; state < job->states; state += GROUP) {
        int left = job->states - state;
        add_group(modes + state, left < GROUP ? left : GROUP, first, sums);
      }
      for (int start = 0; start < STARTS; start++)
        for (int column = 0; column < COLUMNS; column++) {
          int64_t row = position + start * STEPS + first + column;
          if (row < job->positions)
            memcpy(job->kernel.values + row * job->kernel.stride + channel,
                   &sums[start][column], bytes);
        }
    }
  }
}

typedef struct {
  const cc_generation *job;
  mode *modes; // [threads, states]
} generating;

TARGET static void generate_blocks(void *context, int thread, int threads) {
  const generating *generating = context;
  const cc_generation *job = generating->job;
  mode *modes = generating->modes + thread * job->states;
  for (int64_t channel = thread * LANES; channel < job->channels; channel += threads * LANES) {
    int64_t left = job->channels - channel;
    if (left < LANES)
      generate_block(job, channel, sizeof(float) * (size_t)left, modes);
    else
      generate_block(job, channel, sizeof(vector), modes);
  }
}

static size_t generation_bytes(int states) { return (size_t)states * sizeof(mode); }

static void run_generation(const cc_generation *generation, void *scratch) {
  generating job = {generation, scratch};
  cc_team_run(generate_blocks, &job);
}

static uint64_t generation_flops(const cc_generation *job) {
  const uint64_t span = STARTS * STEPS, spans = ((uint64_t)job->positions + span - 1) / span;
  // Two products of a size with cosine and sine, and STEPS powers.
  const uint64_t preparing = 2 + STEPS * 6, states = (uint64_t)job->states;
  const uint64_t groups = (states + GROUP - 1) / GROUP;
  return (states * (preparing + spans * (MOVE_FLOPS + span * TERM_FLOPS)) + groups * spans * span) *
         padded(job->channels);
}
