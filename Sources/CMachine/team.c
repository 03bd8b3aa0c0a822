#include "CMachine.h"

// The compiler that Swift ships has no OpenMP headers, so the few entry points of GNU's runtime
// are declared here; oneDNN is linked against the same runtime and so shares its threads.
extern void GOMP_parallel(void (*body)(void *), void *context, unsigned threads, unsigned flags);
extern void GOMP_barrier(void);
extern void omp_set_num_threads(int threads);
extern int omp_get_max_threads(void);
extern int omp_get_thread_num(void);
extern int omp_get_num_threads(void);

void cc_team_set_size(int threads) { omp_set_num_threads(threads); }

int cc_team_size(void) { return omp_get_max_threads(); }

struct call {
  void (*body)(void *context, int thread, int threads);
  void *context;
};

static void enter(void *argument) {
  const struct call *call = argument;
  call->body(call->context, omp_get_thread_num(), omp_get_num_threads());
}

void cc_team_run(void (*body)(void *context, int thread, int threads), void *context) {
  if (cc_team_rehearses()) return;
  struct call call = {body, context};
  // 0 threads: as many as cc_team_set_size has set.
  GOMP_parallel(enter, &call, 0, 0);
}

void cc_team_barrier(void) { GOMP_barrier(); }
