#include <stdlib.h>

#include "COneDNN.h"
#include "onednn.h"

struct cc_dnn_plain {
  dnnl_primitive_t primitive;
  dnnl_memory_t a, b, c, scratch;
  size_t scratch_bytes;
};

static int make(cc_dnn_plain *plain, cc_dnn_const_layout a, cc_dnn_const_layout b,
                cc_dnn_const_layout c) {
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_primitive_desc_t description = NULL;
  int failed =
      cc_dnn_failed(dnnl_primitive_attr_create(&attributes), "attributes") ||
      cc_dnn_failed(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user),
                    "scratch mode") ||
      cc_dnn_failed(cc_dnn_describe_matmul(&description, cc_dnn_engine(), a, b, NULL, c, attributes),
                    "plain product") ||
      cc_dnn_failed(dnnl_primitive_create(&plain->primitive, description), "plain product") ||
      cc_dnn_hold(&plain->a, a) || cc_dnn_hold(&plain->b, b) || cc_dnn_hold(&plain->c, c);
  if (!failed) {
    cc_dnn_const_layout scratch =
        dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
    plain->scratch_bytes = dnnl_memory_desc_get_size(scratch);
    failed = cc_dnn_hold(&plain->scratch, scratch);
  }
  if (description) dnnl_primitive_desc_destroy(description);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  return failed;
}

static int rows_apart(cc_dnn_layout *layout, int64_t rows, int64_t columns, int64_t stride,
                      int is_transposed, dnnl_data_type_t type) {
  dnnl_dims_t sizes = {rows, columns};
  dnnl_dims_t strides = {is_transposed ? 1 : stride, is_transposed ? stride : 1};
  return cc_dnn_failed(cc_dnn_layout_strided(layout, 2, sizes, type, strides), "layout");
}

static dnnl_data_type_t kind_of(cc_dnn_type type) {
  return type == CC_DNN_BF16 ? dnnl_bf16 : dnnl_f32;
}

cc_dnn_plain *cc_dnn_plain_create(const cc_dnn_plain_sizes *sizes, cc_dnn_type factors,
                                  cc_dnn_type result) {
  dnnl_data_type_t kind = kind_of(factors);
  cc_dnn_plain *plain = calloc(1, sizeof *plain);
  if (!plain) return NULL;
  cc_dnn_layout a = NULL, b = NULL, c = NULL;
  int failed = rows_apart(&a, sizes->rows, sizes->inner, sizes->a_stride,
                          sizes->a_is_transposed, kind) ||
               rows_apart(&b, sizes->inner, sizes->columns, sizes->b_stride,
                          sizes->b_is_transposed, kind) ||
               rows_apart(&c, sizes->rows, sizes->columns, sizes->c_stride, 0,
                          kind_of(result)) ||
               make(plain, a, b, c);
  cc_dnn_layout_destroy(a);
  cc_dnn_layout_destroy(b);
  cc_dnn_layout_destroy(c);
  if (!failed) return plain;
  cc_dnn_plain_destroy(plain);
  return NULL;
}

void cc_dnn_plain_destroy(cc_dnn_plain *plain) {
  if (!plain) return;
  dnnl_memory_t held[] = {plain->a, plain->b, plain->c, plain->scratch};
  for (size_t index = 0; index < sizeof held / sizeof *held; index++)
    if (held[index]) dnnl_memory_destroy(held[index]);
  if (plain->primitive) dnnl_primitive_destroy(plain->primitive);
  free(plain);
}

size_t cc_dnn_plain_scratch_bytes(const cc_dnn_plain *plain) { return plain->scratch_bytes; }

int cc_dnn_plain_run(const cc_dnn_plain *plain, const void *a, const void *b, void *c,
                     void *scratch) {
  const cc_dnn_argument arguments[] = {
      {DNNL_ARG_SRC, plain->a, a},
      {DNNL_ARG_WEIGHTS, plain->b, b},
      {DNNL_ARG_DST, plain->c, c},
      {DNNL_ARG_SCRATCHPAD, plain->scratch, scratch},
  };
  return cc_dnn_execute(plain->primitive, arguments, sizeof arguments / sizeof *arguments,
                        "plain product");
}
