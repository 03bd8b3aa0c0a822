#include <stdlib.h>

#include "CMachine.h"
#include "COneDNN.h"
#include "onednn.h"

// oneDNN lets each primitive choose the layout of its weights. They are packed once, in the order
// that a product of this many rows asks for, and every other number of rows then uses that order.
enum { PACKING_ROWS = 512 };

struct cc_dnn_weights {
  int64_t outputs, inputs;
  dnnl_data_type_t type;
  cc_dnn_layout layout;
  dnnl_memory_t memory;
  void *values;
};

struct cc_dnn_product {
  dnnl_primitive_t primitive;
  dnnl_primitive_desc_t description;
  dnnl_memory_t x, bias, residual, y, scratch;
  // Which step after the product adds the residual.
  int residual_step;
  size_t scratch_bytes;
};

static int append_activation(dnnl_post_ops_t steps, cc_dnn_activation activation) {
  dnnl_alg_kind_t kind;
  switch (activation) {
  case CC_DNN_IDENTITY: return 0;
  case CC_DNN_RELU: kind = dnnl_eltwise_relu; break;
  case CC_DNN_GELU_ERF: kind = dnnl_eltwise_gelu_erf; break;
  case CC_DNN_GELU_TANH: kind = dnnl_eltwise_gelu_tanh; break;
  case CC_DNN_SILU: kind = dnnl_eltwise_swish; break;
  case CC_DNN_TANH: kind = dnnl_eltwise_tanh; break;
  }
  // The factor inside swish's logistic function; the others have none.
  float alpha = kind == dnnl_eltwise_swish ? 1 : 0;
  return cc_dnn_failed(cc_dnn_append_eltwise(steps, kind, alpha), "activation");
}

// What follows the product, and scratch memory from outside.
static int make_attributes(dnnl_primitive_attr_t *attributes, cc_dnn_activation activation,
                           cc_dnn_const_layout residual) {
  dnnl_post_ops_t steps = NULL;
  int failed =
      cc_dnn_failed(dnnl_primitive_attr_create(attributes), "attributes") ||
      cc_dnn_failed(dnnl_primitive_attr_set_scratchpad_mode(*attributes, dnnl_scratchpad_mode_user),
                    "scratch mode") ||
      cc_dnn_failed(dnnl_post_ops_create(&steps), "post-operations") ||
      append_activation(steps, activation) ||
      (residual && cc_dnn_failed(dnnl_post_ops_append_binary(steps, dnnl_binary_add, residual),
                                 "residual")) ||
      cc_dnn_failed(dnnl_primitive_attr_set_post_ops(*attributes, steps), "post-operations");
  if (steps) dnnl_post_ops_destroy(steps);
  return failed;
}

// Describes y = x Wᵀ (+ bias) ...; weights is the layout to use, or one that leaves the choice.
static dnnl_primitive_desc_t describe(cc_dnn_const_layout weights, int64_t rows, int64_t inputs,
                                      int64_t outputs, int has_bias,
                                      cc_dnn_activation activation, int has_residual,
                                      dnnl_data_type_t type, dnnl_data_type_t result) {
  cc_dnn_layout x = NULL, bias = NULL, y = NULL;
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_primitive_desc_t description = NULL;
  int failed = cc_dnn_rows(&x, rows, inputs, type) || cc_dnn_rows(&bias, 1, outputs, dnnl_f32) ||
               cc_dnn_rows(&y, rows, outputs, result) ||
               make_attributes(&attributes, activation, has_residual ? y : NULL) ||
               cc_dnn_failed(cc_dnn_describe_matmul(&description, cc_dnn_engine(), x, weights,
                                                    has_bias ? bias : NULL, y, attributes),
                             "product");
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  cc_dnn_layout_destroy(x);
  cc_dnn_layout_destroy(bias);
  cc_dnn_layout_destroy(y);
  return failed ? NULL : description;
}

static cc_dnn_const_layout layout_of(const_dnnl_primitive_desc_t description, dnnl_query_t what) {
  return dnnl_primitive_desc_query_md(description, what, 0);
}

// Copies row-by-row values [outputs, inputs] into the packed layout.
static int pack(cc_dnn_weights *weights, const float *values) {
  cc_dnn_layout plain = NULL;
  dnnl_dims_t sizes = {weights->inputs, weights->outputs};
  dnnl_dims_t strides = {1, weights->inputs};
  dnnl_primitive_desc_t description = NULL;
  dnnl_primitive_t reorder = NULL;
  dnnl_memory_t source = NULL;
  int failed =
      cc_dnn_failed(cc_dnn_layout_strided(&plain, 2, sizes, dnnl_f32, strides), "weights") ||
      !(source = cc_dnn_memory(plain, (void *)values)) ||
      cc_dnn_failed(dnnl_reorder_primitive_desc_create(&description, plain, cc_dnn_engine(),
                                                       weights->layout, cc_dnn_engine(), NULL),
                    "packing") ||
      cc_dnn_failed(dnnl_primitive_create(&reorder, description), "packing");
  if (!failed) {
    dnnl_exec_arg_t arguments[] = {{DNNL_ARG_FROM, source}, {DNNL_ARG_TO, weights->memory}};
    failed = cc_dnn_failed(dnnl_primitive_execute(reorder, cc_dnn_stream(), 2, arguments),
                           "packing") ||
             cc_dnn_failed(dnnl_stream_wait(cc_dnn_stream()), "packing");
  }
  if (reorder) dnnl_primitive_destroy(reorder);
  if (description) dnnl_primitive_desc_destroy(description);
  if (source) dnnl_memory_destroy(source);
  cc_dnn_layout_destroy(plain);
  return failed;
}

static size_t packed_bytes(const cc_dnn_weights *weights) {
  return weights->layout ? dnnl_memory_desc_get_size(weights->layout) : 0;
}

cc_dnn_weights *cc_dnn_weights_create(const float *values, int64_t outputs, int64_t inputs,
                                      cc_dnn_type type) {
  dnnl_data_type_t kind = type == CC_DNN_BF16 ? dnnl_bf16 : dnnl_f32;
  cc_dnn_weights *weights = calloc(1, sizeof *weights);
  if (!weights) return NULL;
  weights->outputs = outputs;
  weights->type = kind;
  weights->inputs = inputs;
  cc_dnn_layout any = NULL;
  dnnl_dims_t sizes = {inputs, outputs};
  dnnl_primitive_desc_t description = NULL;
  int failed =
      cc_dnn_failed(cc_dnn_layout_tagged(&any, 2, sizes, kind, dnnl_format_tag_any), "weights") ||
      !(description = describe(any, PACKING_ROWS, inputs, outputs, 0, CC_DNN_IDENTITY, 0, kind,
                               kind)) ||
      cc_dnn_failed(cc_dnn_layout_copy(&weights->layout,
                                       layout_of(description, dnnl_query_weights_md)),
                    "weights");
  if (description) dnnl_primitive_desc_destroy(description);
  cc_dnn_layout_destroy(any);
  if (!failed) {
    weights->values = cc_memory_map(packed_bytes(weights));
    failed = cc_dnn_failed(weights->values ? dnnl_success : dnnl_out_of_memory, "weights") ||
             !(weights->memory = cc_dnn_memory(weights->layout, weights->values)) ||
             pack(weights, values);
  }
  if (!failed) return weights;
  cc_dnn_weights_destroy(weights);
  return NULL;
}

void cc_dnn_weights_destroy(cc_dnn_weights *weights) {
  if (!weights) return;
  if (weights->memory) dnnl_memory_destroy(weights->memory);
  cc_memory_unmap(weights->values, packed_bytes(weights));
  cc_dnn_layout_destroy(weights->layout);
  free(weights);
}

size_t cc_dnn_weights_bytes(const cc_dnn_weights *weights) { return packed_bytes(weights); }

cc_dnn_product *cc_dnn_product_create(const cc_dnn_weights *weights, int64_t rows, int has_bias,
                                      cc_dnn_activation activation, int has_residual,
                                      cc_dnn_type result) {
  dnnl_data_type_t out = result == CC_DNN_BF16 ? dnnl_bf16 : dnnl_f32;
  cc_dnn_product *product = calloc(1, sizeof *product);
  if (!product) return NULL;
  product->residual_step = activation == CC_DNN_IDENTITY ? 0 : 1;
  product->description = describe(weights->layout, rows, weights->inputs, weights->outputs,
                                  has_bias, activation, has_residual, weights->type, out);
  int failed = !product->description ||
               cc_dnn_failed(dnnl_primitive_create(&product->primitive, product->description),
                             "product") ||
               cc_dnn_hold_rows(&product->x, rows, weights->inputs, weights->type) ||
               cc_dnn_hold_rows(&product->y, rows, weights->outputs, out) ||
               (has_bias && cc_dnn_hold_rows(&product->bias, 1, weights->outputs, dnnl_f32)) ||
               (has_residual && cc_dnn_hold_rows(&product->residual, rows, weights->outputs, out));
  if (!failed) {
    cc_dnn_const_layout scratch =
        layout_of(product->description, dnnl_query_scratchpad_md);
    product->scratch_bytes = dnnl_memory_desc_get_size(scratch);
    failed = cc_dnn_hold(&product->scratch, scratch);
  }
  if (!failed) return product;
  cc_dnn_product_destroy(product);
  return NULL;
}

void cc_dnn_product_destroy(cc_dnn_product *product) {
  if (!product) return;
  dnnl_memory_t held[] = {product->x, product->bias, product->residual, product->y,
                          product->scratch};
  for (size_t index = 0; index < sizeof held / sizeof *held; index++)
    if (held[index]) dnnl_memory_destroy(held[index]);
  if (product->primitive) dnnl_primitive_destroy(product->primitive);
  if (product->description) dnnl_primitive_desc_destroy(product->description);
  free(product);
}

size_t cc_dnn_product_scratch_bytes(const cc_dnn_product *product) {
  return product->scratch_bytes;
}

int cc_dnn_product_run(const cc_dnn_product *product, const cc_dnn_weights *weights,
                       const void *x, const float *bias, const void *residual, void *y,
                       void *scratch) {
  const cc_dnn_argument arguments[] = {
      {DNNL_ARG_SRC, product->x, x},
      {DNNL_ARG_WEIGHTS, weights->memory, weights->values},
      {DNNL_ARG_BIAS, product->bias, bias},
      {DNNL_ARG_ATTR_MULTIPLE_POST_OP(product->residual_step) | DNNL_ARG_SRC_1,
       product->residual, residual},
      {DNNL_ARG_DST, product->y, y},
      {DNNL_ARG_SCRATCHPAD, product->scratch, scratch},
  };
  return cc_dnn_execute(product->primitive, arguments, sizeof arguments / sizeof *arguments,
                        "product");
}
