#include "version.h"

#if DNNL_VERSION_MAJOR >= 3

dnnl_status_t cc_dnn_layout_tagged(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                   dnnl_data_type_t type, dnnl_format_tag_t tag) {
  return dnnl_memory_desc_create_with_tag(layout, dimensions, sizes, type, tag);
}

dnnl_status_t cc_dnn_layout_strided(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                    dnnl_data_type_t type, const dnnl_dims_t strides) {
  return dnnl_memory_desc_create_with_strides(layout, dimensions, sizes, type, strides);
}

dnnl_status_t cc_dnn_layout_copy(cc_dnn_layout *layout, cc_dnn_const_layout from) {
  return dnnl_memory_desc_clone(layout, from);
}

void cc_dnn_layout_destroy(cc_dnn_layout layout) {
  if (layout) dnnl_memory_desc_destroy(layout);
}

dnnl_status_t cc_dnn_append_eltwise(dnnl_post_ops_t steps, dnnl_alg_kind_t kind, float alpha) {
  return dnnl_post_ops_append_eltwise(steps, kind, alpha, 0);
}

dnnl_status_t cc_dnn_describe_matmul(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                     cc_dnn_const_layout x, cc_dnn_const_layout weights,
                                     cc_dnn_const_layout bias, cc_dnn_const_layout y,
                                     const_dnnl_primitive_attr_t attributes) {
  return dnnl_matmul_primitive_desc_create(description, engine, x, weights, bias, y, attributes);
}

dnnl_status_t cc_dnn_describe_norm(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                   cc_dnn_const_layout data, float epsilon,
                                   const_dnnl_primitive_attr_t attributes) {
  return dnnl_layer_normalization_forward_primitive_desc_create(
      description, engine, dnnl_forward_inference, data, data, NULL, epsilon,
      dnnl_use_scale | dnnl_use_shift, attributes);
}

#else

#include <stdlib.h>

// Keeps what was made, or nothing when it wasn't.
static dnnl_status_t keep(cc_dnn_layout *layout, const dnnl_memory_desc_t *made,
                          dnnl_status_t status) {
  *layout = NULL;
  if (status != dnnl_success) return status;
  *layout = malloc(sizeof **layout);
  if (!*layout) return dnnl_out_of_memory;
  **layout = *made;
  return dnnl_success;
}

dnnl_status_t cc_dnn_layout_tagged(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                   dnnl_data_type_t type, dnnl_format_tag_t tag) {
  dnnl_memory_desc_t made;
  dnnl_status_t status = dnnl_memory_desc_init_by_tag(&made, dimensions, sizes, type, tag);
  return keep(layout, &made, status);
}

dnnl_status_t cc_dnn_layout_strided(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                    dnnl_data_type_t type, const dnnl_dims_t strides) {
  dnnl_memory_desc_t made;
  dnnl_status_t status =
      dnnl_memory_desc_init_by_strides(&made, dimensions, sizes, type, strides);
  return keep(layout, &made, status);
}

dnnl_status_t cc_dnn_layout_copy(cc_dnn_layout *layout, cc_dnn_const_layout from) {
  return keep(layout, from, dnnl_success);
}

void cc_dnn_layout_destroy(cc_dnn_layout layout) { free(layout); }

dnnl_status_t cc_dnn_append_eltwise(dnnl_post_ops_t steps, dnnl_alg_kind_t kind, float alpha) {
  return dnnl_post_ops_append_eltwise(steps, 1, kind, alpha, 0);
}

dnnl_status_t cc_dnn_describe_matmul(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                     cc_dnn_const_layout x, cc_dnn_const_layout weights,
                                     cc_dnn_const_layout bias, cc_dnn_const_layout y,
                                     const_dnnl_primitive_attr_t attributes) {
  dnnl_matmul_desc_t operation;
  dnnl_status_t status = dnnl_matmul_desc_init(&operation, x, weights, bias, y);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(description, &operation, attributes, engine, NULL);
}

dnnl_status_t cc_dnn_describe_norm(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                   cc_dnn_const_layout data, float epsilon,
                                   const_dnnl_primitive_attr_t attributes) {
  dnnl_layer_normalization_desc_t operation;
  dnnl_status_t status = dnnl_layer_normalization_forward_desc_init(
      &operation, dnnl_forward_inference, data, NULL, epsilon, dnnl_use_scale | dnnl_use_shift);
  if (status != dnnl_success) return status;
  return dnnl_primitive_desc_create(description, &operation, attributes, engine, NULL);
}

#endif
