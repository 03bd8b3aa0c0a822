#define _GNU_SOURCE
#include <sched.h>

#include "CProcess.h"

int cc_processors_allowed(int *numbers, int room) {
  // The system refuses a set that is smaller than its own.
  for (int size = CPU_SETSIZE; size <= 1 << 20; size *= 2) {
    cpu_set_t *set = CPU_ALLOC(size);
    if (set == NULL) return 0;
    size_t bytes = CPU_ALLOC_SIZE(size);
    if (sched_getaffinity(0, bytes, set) != 0) {
      CPU_FREE(set);
      continue;
    }
    int count = 0;
    for (int number = 0; number < size; number++) {
      if (!CPU_ISSET_S(number, bytes, set)) continue;
      if (count < room) numbers[count] = number;
      count++;
    }
    CPU_FREE(set);
    return count;
  }
  return 0;
}
