// What differs between oneDNN 2 (Debian 12) and oneDNN 3 (Debian 13, Ubuntu 24.04), under one name.
#pragma once

#include <oneapi/dnnl/dnnl.h>

// A memory layout that is made and destroyed, as version 3 has them; version 2's are plain values,
// which are kept on the heap here.
#if DNNL_VERSION_MAJOR >= 3
typedef dnnl_memory_desc_t cc_dnn_layout;
typedef const_dnnl_memory_desc_t cc_dnn_const_layout;
#else
typedef dnnl_memory_desc_t *cc_dnn_layout;
typedef const dnnl_memory_desc_t *cc_dnn_const_layout;
#endif

dnnl_status_t cc_dnn_layout_tagged(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                   dnnl_data_type_t type, dnnl_format_tag_t tag);
dnnl_status_t cc_dnn_layout_strided(cc_dnn_layout *layout, int dimensions, const dnnl_dims_t sizes,
                                    dnnl_data_type_t type, const dnnl_dims_t strides);
dnnl_status_t cc_dnn_layout_copy(cc_dnn_layout *layout, cc_dnn_const_layout from);
// NULL is allowed.
void cc_dnn_layout_destroy(cc_dnn_layout layout);

dnnl_status_t cc_dnn_append_eltwise(dnnl_post_ops_t steps, dnnl_alg_kind_t kind, float alpha);

// y = x weights + bias; bias may be NULL.
dnnl_status_t cc_dnn_describe_matmul(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                     cc_dnn_const_layout x, cc_dnn_const_layout weights,
                                     cc_dnn_const_layout bias, cc_dnn_const_layout y,
                                     const_dnnl_primitive_attr_t attributes);

// y = layer normalisation of x, both of the layout `data`, with gain and shift.
dnnl_status_t cc_dnn_describe_norm(dnnl_primitive_desc_t *description, dnnl_engine_t engine,
                                   cc_dnn_const_layout data, float epsilon,
                                   const_dnnl_primitive_attr_t attributes);
