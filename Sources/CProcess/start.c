// In C, because glibc shows pipe2 and addchdir only to those who ask for GNU extensions.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

#include "CProcess.h"

// A pipe that other programs don't inherit.
static int make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return errno;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
}

static int set_actions(posix_spawn_file_actions_t *actions, const char *folder, int output,
                       int errors) {
  int code = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  if (code == 0) code = posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
  if (code == 0 && errors >= 0)
    code = posix_spawn_file_actions_adddup2(actions, errors, STDERR_FILENO);
  if (code == 0 && folder != NULL)
    code = posix_spawn_file_actions_addchdir_np(actions, folder);
  return code;
}

// The signals' default actions: a program inherits those that its parent ignores, and ours ignores
// some to wait for them in its own way.
static int set_attributes(posix_spawnattr_t *attributes, bool shares_group) {
  sigset_t defaults, none;
  sigemptyset(&none);
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGINT);
  sigaddset(&defaults, SIGTERM);
  sigaddset(&defaults, SIGPIPE);
  int code = posix_spawnattr_setsigdefault(attributes, &defaults);
  if (code == 0) code = posix_spawnattr_setsigmask(attributes, &none);
  if (code == 0) code = posix_spawnattr_setpgroup(attributes, 0);
  short group = shares_group ? 0 : POSIX_SPAWN_SETPGROUP;
  if (code == 0)
    code = posix_spawnattr_setflags(attributes,
                                    group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  return code;
}

int cc_process_start(char *const words[], char *const environment[], const char *folder,
                     bool shares_group, pid_t *child, int *output, int *errors) {
  int out[2] = {-1, -1}, err[2] = {-1, -1};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int code = make_pipe(out);
  if (code == 0 && errors != NULL) code = make_pipe(err);
  if (code == 0) code = posix_spawn_file_actions_init(&actions);
  if (code == 0) {
    code = posix_spawnattr_init(&attributes);
    if (code == 0) {
      code = set_actions(&actions, folder, out[1], err[1]);
      if (code == 0) code = set_attributes(&attributes, shares_group);
      if (code == 0) code = posix_spawnp(child, words[0], &actions, &attributes, words, environment);
      posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  if (out[1] >= 0) close(out[1]);
  if (err[1] >= 0) close(err[1]);
  if (code == 0) {
    *output = out[0];
    if (errors != NULL) *errors = err[0];
  } else {
    if (out[0] >= 0) close(out[0]);
    if (err[0] >= 0) close(err[0]);
  }
  return code;
}
