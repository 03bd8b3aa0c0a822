// A gnuplot script being written to a file through gnuplot-iostream.
#ifndef CGNUPLOT_H
#define CGNUPLOT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cc_gnuplot_script cc_gnuplot_script;

// Creates or replaces the file. NULL if that fails; cc_gnuplot_message() says why.
cc_gnuplot_script *cc_gnuplot_script_open(const char *path);

// Adds text as it is. 0, or -1 if it could not be written.
int cc_gnuplot_script_write(cc_gnuplot_script *script, const char *text);

// Adds the data block `$name`: `values` is [rows, columns], row by row. Anything that isn't finite
// is written as NaN. `name` is a letter followed by letters, digits and `_`. 0 or -1.
int cc_gnuplot_script_write_block(cc_gnuplot_script *script, const char *name,
                                  const double *values, size_t rows, size_t columns);

// Ends the script and frees it. 0 only if every write, and the close, succeeded.
int cc_gnuplot_script_close(cc_gnuplot_script *script);

// Why this thread's last call failed; valid until its next call.
const char *cc_gnuplot_message(void);

#ifdef __cplusplus
}
#endif

#endif
