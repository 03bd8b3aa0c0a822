// Programs started without a shell, ended with all that came of them, and the signals that end us.
#pragma once

#include <stdbool.h>
#include <sys/types.h>

// A program that was started.
struct cc_process {
  // What to wait for: the program's keeper where it has one, else the program.
  pid_t identifier;
  pid_t program;
  // The ends to read its standard output and error from, which don't wait; -1 where there is none.
  int output, errors;
  // Of a kept program, else -1: what keeps it alive for as long as it is open, and what its status as
  // waitpid gives it is read from after its keeper has ended.
  int life, status;
};

// Starts `words`, the program first, found by the search path unless it has a slash, in `folder`, or
// in this process's folder when that is NULL. Standard input is empty; without `captures_errors`
// standard error goes where this process's does. The program is in a process group of its own.
//
// `keeps` puts a process between, the keeper. It ends when the program has, when it gets SIGTERM, or
// when this process ends in whatever way, and before that it kills the program and everything that
// came of it, also what has left its group or session. Returns 0 or an errno.
int cc_process_start(char *const words[], char *const environment[], const char *folder, bool keeps,
                     bool captures_errors, struct cc_process *started);

// Has SIGHUP, unless it is ignored, SIGINT, SIGQUIT and SIGTERM end this process with status 128 and
// their number, without a core or a trace.
void cc_signals_catch(void);

// Has them do nothing but write their number, a byte, to a pipe, and returns the end to read it from;
// -1 when there can be no pipe.
int cc_signals_divert(void);

// How many processors the calling thread may run on, 0 when the system doesn't tell.
int cc_processors_allowed(void);
