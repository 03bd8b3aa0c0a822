// Programs started without a shell, each with all it starts in a process group of its own.
#pragma once

#include <sys/types.h>

// Starts `words`, the program first, found by the search path unless it has a slash, in `folder`, or
// in this process's folder when that is NULL. Standard input is empty; `output` and `errors` are the
// ends to read its standard output and error from, which don't wait; without `errors`, which may be
// NULL, standard error goes where this process's does. The group's number is the child's. Returns 0
// or an errno.
int cc_process_start(char *const words[], char *const environment[], const char *folder,
                     pid_t *child, int *output, int *errors);
