// The team of threads on POSIX threads instead of GNU's OpenMP, for ThreadSanitizer: it knows how
// these synchronise, and nothing of the other, which isn't built for it.
#include <pthread.h>
#include <stdlib.h>

#include "CMachine.h"

enum { MOST_THREADS = 16 };

static int size = 1;
static pthread_barrier_t barrier;

void cc_team_set_size(int threads) { size = threads < MOST_THREADS ? threads : MOST_THREADS; }

int cc_team_size(void) { return size; }

void cc_team_barrier(void) { pthread_barrier_wait(&barrier); }

typedef struct {
  void (*body)(void *context, int thread, int threads);
  void *context;
  int thread;
} member;

static void *enter(void *argument) {
  const member *member = argument;
  member->body(member->context, member->thread, size);
  return NULL;
}

void cc_team_run(void (*body)(void *context, int thread, int threads), void *context) {
  pthread_t threads[MOST_THREADS];
  member members[MOST_THREADS];
  if (pthread_barrier_init(&barrier, NULL, (unsigned)size)) abort();
  for (int thread = 0; thread < size; thread++) {
    members[thread] = (member){body, context, thread};
    if (pthread_create(&threads[thread], NULL, enter, &members[thread])) abort();
  }
  for (int thread = 0; thread < size; thread++) pthread_join(threads[thread], NULL);
  pthread_barrier_destroy(&barrier);
}
