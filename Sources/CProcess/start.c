// In C, because after a fork of a process with several threads only calls that are safe in a signal
// handler may be made until the program is there.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "CProcess.h"

struct program {
  char *const *words, *const *environment;
  const char *folder;
  // The ends to write to; -1 where standard error is left as it is.
  int output, errors;
};

// A pipe that programs don't inherit, whose ends aren't among the three standard ones.
static int make_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) {
    ends[0] = ends[1] = -1;
    return errno;
  }
  for (int end = 0; end < 2; end++) {
    if (ends[end] > STDERR_FILENO) continue;
    int moved = fcntl(ends[end], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (moved < 0) return errno;
    close(ends[end]);
    ends[end] = moved;
  }
  return 0;
}

static void close_pipe(int ends[2]) {
  for (int end = 0; end < 2; end++) {
    if (ends[end] >= 0) close(ends[end]);
    ends[end] = -1;
  }
}

// Whether that many bytes could be read.
static bool read_all(int from, void *to, size_t count) {
  for (size_t done = 0; done < count;) {
    ssize_t step = read(from, (char *)to + done, count - done);
    if (step > 0) done += (size_t)step;
    else if (step == 0 || errno != EINTR) return false;
  }
  return true;
}

// The program in place of this process; writes an errno to `failure` when it can't be.
static _Noreturn void become(const struct program *program, int failure) {
  setpgid(0, 0);
  // What is ignored or blocked is inherited, and SIGHUP shall be where nohup had it so.
  const int defaults[] = {SIGINT, SIGQUIT, SIGTERM, SIGPIPE};
  for (size_t at = 0; at < sizeof defaults / sizeof *defaults; at++) signal(defaults[at], SIG_DFL);
  struct sigaction hangup;
  if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
    signal(SIGHUP, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  int input = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (input == STDIN_FILENO) fcntl(input, F_SETFD, 0);
  if (input >= 0 && dup2(input, STDIN_FILENO) >= 0 &&
      dup2(program->output, STDOUT_FILENO) >= 0 &&
      (program->errors < 0 || dup2(program->errors, STDERR_FILENO) >= 0) &&
      (program->folder == NULL || chdir(program->folder) == 0))
    execvpe(program->words[0], program->words, program->environment);
  int code = errno;
  ssize_t written = write(failure, &code, sizeof code);
  (void)written;
  _exit(127);
}

// Starts the program as a child of this process; 0 or an errno.
static int launch(const struct program *program, bool ends_with_us, pid_t *child) {
  int failure[2];
  int code = make_pipe(failure);
  if (code != 0) {
    close_pipe(failure);
    return code;
  }
  pid_t us = getpid();
  *child = fork();
  if (*child == 0) {
    if (ends_with_us) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() != us) _exit(127);
    }
    become(program, failure[1]);
  }
  code = *child < 0 ? errno : 0;
  close(failure[1]);
  if (*child > 0) {
    int reason;
    if (read_all(failure[0], &reason, sizeof reason)) code = reason;
    if (code != 0) waitpid(*child, NULL, 0);
  }
  close(failure[0]);
  return code;
}

// Kills the children of this process, which has one thread.
static void kill_children(void) {
  int file = open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char text[4096];
  pid_t number = 0;
  ssize_t count;
  while ((count = read(file, text, sizeof text)) > 0) {
    for (ssize_t at = 0; at < count; at++) {
      if (text[at] >= '0' && text[at] <= '9') {
        number = number * 10 + (text[at] - '0');
        continue;
      }
      if (number > 1) kill(number, SIGKILL);
      number = 0;
    }
  }
  if (number > 1) kill(number, SIGKILL);
  close(file);
}

// Kills the program and all that came of it; returns the program's status.
//
// Whose parent has ended is this process's child, so that everything becomes one in the end.
static int end_all(pid_t program) {
  const struct timespec pause = {.tv_nsec = 2000000};
  int status = 0;
  kill(-program, SIGKILL);
  // What hangs in the kernel can't be killed, and isn't waited for longer than some seconds.
  for (int attempt = 0; attempt < 2500; attempt++) {
    kill_children();
    pid_t ended;
    int code;
    while ((ended = waitpid(-1, &code, WNOHANG)) > 0) {
      if (ended == program) status = code;
    }
    if (ended < 0) break;
    nanosleep(&pause, NULL);
  }
  return status;
}

// Whether the program has ended; what else has is taken off the system's list.
static bool has_ended(pid_t program) {
  while (true) {
    siginfo_t information = {0};
    if (waitid(P_ALL, 0, &information, WEXITED | WNOHANG | WNOWAIT) != 0) return true;
    if (information.si_pid == program) return true;
    if (information.si_pid == 0) return false;
    waitpid(information.si_pid, NULL, 0);
  }
}

// Closes all but these, in ascending order, and the three standard ones: also what other threads have
// opened, whose ends of pipes would be kept from closing.
static void close_others(const int *kept, int count) {
  unsigned from = STDERR_FILENO + 1;
  for (int at = 0; at <= count; at++) {
    unsigned before = at < count ? (unsigned)kept[at] : ~0u;
    if (before > from) {
      long code = -1;
#ifdef SYS_close_range
      code = syscall(SYS_close_range, from, before - 1, 0);
#endif
      long most = sysconf(_SC_OPEN_MAX);
      unsigned limit = most < 0 || most > 1 << 20 ? 1 << 20 : (unsigned)most;
      for (unsigned other = from; code != 0 && other < before && other < limit; other++)
        close((int)other);
    }
    from = before + 1;
  }
}

static int ascending(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static volatile sig_atomic_t is_asked;
static void notice(int number) {
  if (number == SIGTERM) is_asked = 1;
}

// The keeper: starts the program, writes an errno and its number to `status`, and its status at its
// end. All signals are blocked but while it waits.
static _Noreturn void keep(const struct program *program, int life, int status) {
  int kept[] = {program->output, life, status, program->errors};
  int count = program->errors < 0 ? 3 : 4;
  qsort(kept, (size_t)count, sizeof *kept, ascending);
  close_others(kept, count);
  setpgid(0, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  signal(SIGCHLD, notice);
  signal(SIGTERM, notice);
  int start[2] = {0, 0};
  pid_t child = 0;
  start[0] = launch(program, true, &child);
  start[1] = child;
  // Its reader has to see their end with the program's.
  close(program->output);
  if (program->errors >= 0) close(program->errors);
  ssize_t written = write(status, start, sizeof start);
  if (start[0] != 0) _exit(0);
  struct pollfd watched = {life, POLLIN, 0};
  sigset_t mask;
  sigfillset(&mask);
  sigdelset(&mask, SIGCHLD);
  sigdelset(&mask, SIGTERM);
  while (!is_asked && !has_ended(child)) {
    if (ppoll(&watched, 1, NULL, &mask) > 0) break;
  }
  int code = end_all(child);
  written = write(status, &code, sizeof code);
  (void)written;
  _exit(0);
}

// The same by way of a keeper; 0 or an errno.
static int launch_kept(const struct program *program, struct cc_process *started) {
  int life[2] = {-1, -1}, status[2] = {-1, -1};
  int code = make_pipe(life);
  if (code == 0) code = make_pipe(status);
  if (code == 0) {
    started->identifier = fork();
    if (started->identifier == 0) keep(program, life[0], status[1]);
    if (started->identifier < 0) code = errno;
  }
  if (code != 0) {
    close_pipe(life);
    close_pipe(status);
    return code;
  }
  close(life[0]);
  close(status[1]);
  int start[2] = {EIO, 0};
  read_all(status[0], start, sizeof start);
  started->program = start[1];
  started->life = life[1];
  started->status = status[0];
  if (start[0] == 0) return 0;
  waitpid(started->identifier, NULL, 0);
  close(started->life);
  close(started->status);
  return start[0];
}

int cc_process_start(char *const words[], char *const environment[], const char *folder, bool keeps,
                     bool captures_errors, struct cc_process *started) {
  int out[2] = {-1, -1}, err[2] = {-1, -1};
  int code = make_pipe(out);
  if (code == 0 && captures_errors) code = make_pipe(err);
  if (code == 0 && fcntl(out[0], F_SETFL, O_NONBLOCK) != 0) code = errno;
  if (code == 0 && captures_errors && fcntl(err[0], F_SETFL, O_NONBLOCK) != 0) code = errno;
  if (code == 0) {
    struct program program = {words, environment, folder, out[1], err[1]};
    *started = (struct cc_process){.output = out[0], .errors = err[0], .life = -1, .status = -1};
    // Ours would be called in the child too, before it is the program.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    if (keeps) {
      code = launch_kept(&program, started);
    } else {
      code = launch(&program, false, &started->program);
      started->identifier = started->program;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
  }
  if (code != 0) {
    close_pipe(out);
    close_pipe(err);
    return code;
  }
  close(out[1]);
  if (captures_errors) close(err[1]);
  return 0;
}
