#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "CProcess.h"

static const int ending[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};

// What a signal is written to; -1 before anybody reads it.
static volatile sig_atomic_t diverted = -1;

static void take(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  int to = (int)diverted;
  if (to < 0 || write(to, &byte, 1) != 1) _exit(128 + number);
  errno = saved;
}

void cc_signals_catch(void) {
  struct sigaction action = {.sa_handler = take, .sa_flags = SA_RESTART}, before;
  sigfillset(&action.sa_mask);
  for (size_t at = 0; at < sizeof ending / sizeof *ending; at++) {
    // nohup's wish, which a program's own handler would undo.
    if (ending[at] == SIGHUP && sigaction(SIGHUP, NULL, &before) == 0 &&
        before.sa_handler == SIG_IGN)
      continue;
    sigaction(ending[at], &action, NULL);
  }
}

int cc_signals_divert(void) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  cc_signals_catch();
  diverted = ends[1];
  return ends[0];
}
