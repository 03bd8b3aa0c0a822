// In C, because glibc shows pipe2 and addchdir only to those who ask for GNU extensions.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include "CGnuplot.h"

int cc_gnuplot_spawn(const char *executable, char *const arguments[], char *const environment[],
                     const char *folder, pid_t *child, int *output) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  posix_spawn_file_actions_t actions;
  int code = posix_spawn_file_actions_init(&actions);
  if (code == 0) {
    code = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    if (code == 0) code = posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    if (code == 0) code = posix_spawn_file_actions_addchdir_np(&actions, folder);
    if (code == 0) code = posix_spawnp(child, executable, &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
  }
  close(ends[1]);
  if (code == 0) {
    *output = ends[0];
  } else {
    close(ends[0]);
  }
  return code;
}
