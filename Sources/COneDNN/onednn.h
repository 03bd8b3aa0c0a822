// What the files of this target share: oneDNN itself, one engine and stream, error text.
#pragma once

#if !__has_include(<oneapi/dnnl/dnnl.h>)
#error "oneDNN is missing: run 'bash .ci/setup' (it installs the Debian package libdnnl-dev)"
#endif

#include "version.h"

// The processor's engine and stream, made once; NULL on failure.
dnnl_engine_t cc_dnn_engine(void);
dnnl_stream_t cc_dnn_stream(void);

// Non-zero, with the reason kept for cc_dnn_error, unless status is success.
int cc_dnn_failed(dnnl_status_t status, const char *what);

// A dense two-dimensional layout, row after row.
int cc_dnn_rows(cc_dnn_layout *layout, int64_t rows, int64_t columns, dnnl_data_type_t type);

// Wraps memory that the caller owns.
dnnl_memory_t cc_dnn_memory(cc_dnn_const_layout layout, void *handle);

// Makes a handle whose memory each run sets.
int cc_dnn_hold(dnnl_memory_t *memory, cc_dnn_const_layout layout);
// The same of a dense two-dimensional layout.
int cc_dnn_hold_rows(dnnl_memory_t *memory, int64_t rows, int64_t columns, dnnl_data_type_t type);

// An argument of a primitive and where it lies in this run; left out when memory is NULL.
typedef struct {
  int name;
  dnnl_memory_t memory;
  const void *values;
} cc_dnn_argument;

enum { CC_DNN_MOST_ARGUMENTS = 8 };

// Runs a primitive to its end.
int cc_dnn_execute(dnnl_primitive_t primitive, const cc_dnn_argument *arguments, int count,
                   const char *what);
