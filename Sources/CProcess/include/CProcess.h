// Programs started without a shell.
#pragma once

#include <stdbool.h>
#include <sys/types.h>

// Starts `words`, the program first, found by the search path unless it has a slash, in `folder`, or
// in this process's folder when that is NULL. Standard input is empty; `output` and `errors` are the
// ends to read its standard output and error from, which don't wait; without `errors`, which may be
// NULL, standard error goes where this process's does. Unless it `shares_group` with this
// process, it is with all it starts in a group of its own, whose number is the child's. Returns 0 or
// an errno.
int cc_process_start(char *const words[], char *const environment[], const char *folder,
                     bool shares_group, pid_t *child, int *output, int *errors);
