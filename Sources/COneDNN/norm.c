#include <stdlib.h>

#include "COneDNN.h"
#include "onednn.h"

struct cc_dnn_norm {
  dnnl_primitive_t primitive;
  dnnl_memory_t x, gain, shift, y, scratch;
  size_t scratch_bytes;
};

static dnnl_primitive_desc_t describe(int64_t rows, int64_t width, float epsilon) {
  cc_dnn_layout data = NULL;
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_primitive_desc_t description = NULL;
  int failed =
      cc_dnn_rows(&data, rows, width, dnnl_f32) ||
      cc_dnn_failed(dnnl_primitive_attr_create(&attributes), "attributes") ||
      cc_dnn_failed(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
                    "scratch mode") ||
      cc_dnn_failed(cc_dnn_describe_norm(&description, cc_dnn_engine(), data, epsilon, attributes),
                    "layer norm");
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  cc_dnn_layout_destroy(data);
  return failed ? NULL : description;
}

cc_dnn_norm *cc_dnn_norm_create(int64_t rows, int64_t width, float epsilon) {
  cc_dnn_norm *norm = calloc(1, sizeof *norm);
  if (!norm) return NULL;
  cc_dnn_layout vector = NULL;
  dnnl_dims_t sizes = {width};
  dnnl_primitive_desc_t description = describe(rows, width, epsilon);
  int failed =
      !description ||
      cc_dnn_failed(dnnl_primitive_create(&norm->primitive, description), "layer norm") ||
      cc_dnn_failed(cc_dnn_layout_tagged(&vector, 1, sizes, dnnl_f32, dnnl_a), "layout") ||
      cc_dnn_hold_rows(&norm->x, rows, width, dnnl_f32) ||
      cc_dnn_hold_rows(&norm->y, rows, width, dnnl_f32) || cc_dnn_hold(&norm->gain, vector) ||
      cc_dnn_hold(&norm->shift, vector);
  cc_dnn_layout_destroy(vector);
  if (!failed) {
    cc_dnn_const_layout scratch =
        dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    norm->scratch_bytes = dnnl_memory_desc_get_size(scratch);
    failed = cc_dnn_hold(&norm->scratch, scratch);
  }
  if (description) dnnl_primitive_desc_destroy(description);
  if (!failed) return norm;
  cc_dnn_norm_destroy(norm);
  return NULL;
}

void cc_dnn_norm_destroy(cc_dnn_norm *norm) {
  if (!norm) return;
  dnnl_memory_t held[] = {norm->x, norm->gain, norm->shift, norm->y, norm->scratch};
  for (size_t index = 0; index < sizeof held / sizeof *held; index++)
    if (held[index]) dnnl_memory_destroy(held[index]);
  if (norm->primitive) dnnl_primitive_destroy(norm->primitive);
  free(norm);
}

size_t cc_dnn_norm_scratch_bytes(const cc_dnn_norm *norm) { return norm->scratch_bytes; }

int cc_dnn_norm_run(const cc_dnn_norm *norm, const float *x, const float *gain,
                    const float *shift, float *y, void *scratch) {
  const cc_dnn_argument arguments[] = {
      {DNNL_ARG_SRC, norm->x, x},           {DNNL_ARG_SCALE, norm->gain, gain},
      {DNNL_ARG_SHIFT, norm->shift, shift}, {DNNL_ARG_DST, norm->y, y},
      {DNNL_ARG_SCRATCHPAD, norm->scratch, scratch},
  };
  return cc_dnn_execute(norm->primitive, arguments, sizeof arguments / sizeof *arguments,
                        "layer norm");
}
