#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "CMachine.h"

int cc_team_pin(int threads, int *cores) {
  cpu_set_t allowed, chosen;
  CPU_ZERO(&chosen);
  if (threads < 1 || sched_getaffinity(0, sizeof allowed, &allowed) != 0) return 0;
  int count = 0;
  for (int core = CPU_SETSIZE - 1; core >= 0 && count < threads; core--) {
    if (!CPU_ISSET(core, &allowed)) continue;
    CPU_SET(core, &chosen);
    count++;
  }
  if (count < threads || sched_setaffinity(0, sizeof chosen, &chosen) != 0) return 0;
  count = 0;
  for (int core = 0; core < CPU_SETSIZE; core++) {
    if (CPU_ISSET(core, &chosen)) cores[count++] = core;
  }
  return count;
}

void cc_end_with_parent(int parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // It may have ended before that.
  if (getppid() != parent) raise(SIGKILL);
}
