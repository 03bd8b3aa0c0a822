#include "CMachine.h"

// Scaling a vector into another: one read and one write an element, in plain stores as the kernels
// write, so a line is fetched before it is overwritten and that traffic isn't counted.
struct job {
  const float *from;
  float *to;
  size_t count;
  float factor;
};

static void body(void *context, int thread, int threads) {
  const struct job *job = context;
  size_t first = job->count * (size_t)thread / (size_t)threads;
  size_t last = job->count * ((size_t)thread + 1) / (size_t)threads;
  const float *from = job->from;
  float *to = job->to;
  float factor = job->factor;
  for (size_t index = first; index < last; index++) to[index] = from[index] * factor;
}

void cc_scale_f32(const float *from, float *to, size_t count, float factor) {
  struct job job = {from, to, count, factor};
  cc_team_run(body, &job);
}
