#include <stdlib.h>

#include "COneDNN.h"
#include "onednn.h"

struct cc_dnn_norm {
  dnnl_primitive_t primitive;
  dnnl_memory_t x, gain, shift, y, scratch;
  size_t scratch_bytes;
};

static dnnl_primitive_desc_t describe(int64_t rows, int64_t width, float epsilon) {
  dnnl_memory_desc_t data;
  dnnl_layer_normalization_desc_t operation;
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_primitive_desc_t description = NULL;
  int failed =
      cc_dnn_rows(&data, rows, width, dnnl_f32) ||
      cc_dnn_failed(dnnl_primitive_attr_create(&attributes), "attributes") ||
      cc_dnn_failed(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
                    "scratch mode") ||
      cc_dnn_failed(dnnl_layer_normalization_forward_desc_init(
                        &operation, dnnl_forward_inference, &data, NULL, epsilon,
                        dnnl_use_scale | dnnl_use_shift),
                    "layer norm") ||
      cc_dnn_failed(
          dnnl_primitive_desc_create(&description, &operation, attributes, cc_dnn_engine(), NULL),
          "layer norm");
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  return failed ? NULL : description;
}

cc_dnn_norm *cc_dnn_norm_create(int64_t rows, int64_t width, float epsilon) {
  cc_dnn_norm *norm = calloc(1, sizeof *norm);
  if (!norm) return NULL;
  dnnl_memory_desc_t data, vector;
  dnnl_dims_t sizes = {width};
  dnnl_primitive_desc_t description = describe(rows, width, epsilon);
  int failed =
      !description ||
      cc_dnn_failed(dnnl_primitive_create(&norm->primitive, description), "layer norm") ||
      cc_dnn_rows(&data, rows, width, dnnl_f32) ||
      cc_dnn_failed(dnnl_memory_desc_init_by_tag(&vector, 1, sizes, dnnl_f32, dnnl_a), "layout") ||
      cc_dnn_hold(&norm->x, &data) || cc_dnn_hold(&norm->y, &data) || cc_dnn_hold(&norm->gain, &vector) ||
      cc_dnn_hold(&norm->shift, &vector);
  if (!failed) {
    const dnnl_memory_desc_t *scratch =
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
