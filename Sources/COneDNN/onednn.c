#include "onednn.h"

#include <pthread.h>
#include <stdio.h>

#include "CMachine.h"
#include "COneDNN.h"

static _Thread_local char message[160];

const char *cc_dnn_error(void) { return message; }

int cc_dnn_failed(dnnl_status_t status, const char *what) {
  if (status == dnnl_success) return 0;
  const char *reason = status == dnnl_out_of_memory       ? "out of memory"
                       : status == dnnl_invalid_arguments ? "invalid arguments"
                       : status == dnnl_unimplemented     ? "not implemented for these sizes"
                                                          : "runtime error";
  snprintf(message, sizeof message, "oneDNN: %s: %s", what, reason);
  return 1;
}

static dnnl_engine_t engine;
static dnnl_stream_t stream;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void start(void) {
  if (cc_dnn_failed(dnnl_engine_create(&engine, dnnl_cpu, 0), "engine")) return;
  cc_dnn_failed(dnnl_stream_create(&stream, engine, dnnl_stream_default_flags), "stream");
}

dnnl_engine_t cc_dnn_engine(void) {
  pthread_once(&once, start);
  return engine;
}

dnnl_stream_t cc_dnn_stream(void) {
  pthread_once(&once, start);
  return stream;
}

const char *cc_dnn_version(void) {
  static _Thread_local char text[32];
  const dnnl_version_t *version = dnnl_version();
  snprintf(text, sizeof text, "%d.%d.%d", version->major, version->minor, version->patch);
  return text;
}

int cc_dnn_rows(cc_dnn_layout *layout, int64_t rows, int64_t columns, dnnl_data_type_t type) {
  dnnl_dims_t sizes = {rows, columns};
  return cc_dnn_failed(cc_dnn_layout_tagged(layout, 2, sizes, type, dnnl_ab), "layout");
}

dnnl_memory_t cc_dnn_memory(cc_dnn_const_layout layout, void *handle) {
  dnnl_memory_t memory = NULL;
  if (cc_dnn_failed(dnnl_memory_create(&memory, layout, cc_dnn_engine(), handle), "memory"))
    return NULL;
  return memory;
}

int cc_dnn_hold(dnnl_memory_t *memory, cc_dnn_const_layout layout) {
  *memory = cc_dnn_memory(layout, DNNL_MEMORY_NONE);
  return *memory == NULL;
}

int cc_dnn_hold_rows(dnnl_memory_t *memory, int64_t rows, int64_t columns, dnnl_data_type_t type) {
  cc_dnn_layout layout = NULL;
  int failed = cc_dnn_rows(&layout, rows, columns, type) || cc_dnn_hold(memory, layout);
  cc_dnn_layout_destroy(layout);
  return failed;
}

int cc_dnn_execute(dnnl_primitive_t primitive, const cc_dnn_argument *arguments, int count,
                   const char *what) {
  if (cc_team_rehearses()) return 0;
  dnnl_exec_arg_t bound[CC_DNN_MOST_ARGUMENTS];
  int used = 0;
  for (int index = 0; index < count; index++) {
    if (!arguments[index].memory) continue;
    if (cc_dnn_failed(dnnl_memory_set_data_handle(arguments[index].memory,
                                                  (void *)arguments[index].values),
                      what))
      return 1;
    bound[used++] = (dnnl_exec_arg_t){arguments[index].name, arguments[index].memory};
  }
  return cc_dnn_failed(dnnl_primitive_execute(primitive, cc_dnn_stream(), used, bound), what) ||
         cc_dnn_failed(dnnl_stream_wait(cc_dnn_stream()), what);
}
