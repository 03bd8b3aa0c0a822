// The part of oneDNN that the engine uses: products with packed weights or of plain
// matrices, and layer normalisation.
//
// Every function that can fail returns NULL or non-zero; cc_dnn_error then says why.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The version in use, such as "2.6.3".
const char *cc_dnn_version(void);

// What went wrong in this thread's last failed call.
const char *cc_dnn_error(void);

// A weight matrix [outputs, inputs] in the order oneDNN's products read it fastest.
typedef enum { CC_DNN_F32, CC_DNN_BF16 } cc_dnn_type;
typedef struct cc_dnn_weights cc_dnn_weights;

// Packs `values`, row by row; they may be freed afterwards.
cc_dnn_weights *cc_dnn_weights_create(const float *values, int64_t outputs, int64_t inputs,
                                      cc_dnn_type type);
void cc_dnn_weights_destroy(cc_dnn_weights *weights);
// Bytes that the packed values take, padding included.
size_t cc_dnn_weights_bytes(const cc_dnn_weights *weights);

typedef enum {
  CC_DNN_IDENTITY,
  CC_DNN_RELU,
  CC_DNN_GELU_ERF,
  CC_DNN_GELU_TANH,
  CC_DNN_SILU,
  CC_DNN_TANH,
} cc_dnn_activation;

// y = activation(x Wᵀ + bias) + residual, for a fixed number of rows.
typedef struct cc_dnn_product cc_dnn_product;

cc_dnn_product *cc_dnn_product_create(const cc_dnn_weights *weights, int64_t rows, int has_bias,
                                      cc_dnn_activation activation, int has_residual,
                                      cc_dnn_type result);
void cc_dnn_product_destroy(cc_dnn_product *product);
// Bytes of scratch memory that cc_dnn_product_run needs, aligned to 64.
size_t cc_dnn_product_scratch_bytes(const cc_dnn_product *product);

// x [rows, inputs] of the weights' type, bias [outputs] of f32, residual and y [rows, outputs] of the
// result's type, all dense; bias and residual are ignored where the product was created without them.
int cc_dnn_product_run(const cc_dnn_product *product, const cc_dnn_weights *weights,
                       const void *x, const float *bias, const void *residual, void *y,
                       void *scratch);

// c = a b of matrices that lie in memory row by row, for fixed sizes.
typedef struct cc_dnn_plain cc_dnn_plain;

// a [rows, inner], b [inner, columns], c [rows, columns]; a transposed a lies there as [inner, rows],
// a transposed b as [columns, inner]. Strides are elements from one row in memory to the next.
typedef struct {
  int64_t rows, inner, columns;
  int64_t a_stride, b_stride, c_stride;
  int a_is_transposed, b_is_transposed;
} cc_dnn_plain_sizes;

// a and b are of one type; sums are f32.
cc_dnn_plain *cc_dnn_plain_create(const cc_dnn_plain_sizes *sizes, cc_dnn_type factors,
                                  cc_dnn_type result);
void cc_dnn_plain_destroy(cc_dnn_plain *plain);
size_t cc_dnn_plain_scratch_bytes(const cc_dnn_plain *plain);
int cc_dnn_plain_run(const cc_dnn_plain *plain, const void *a, const void *b, void *c,
                     void *scratch);

// Layer normalisation of rows with gain and shift.
typedef struct cc_dnn_norm cc_dnn_norm;

cc_dnn_norm *cc_dnn_norm_create(int64_t rows, int64_t width, float epsilon);
void cc_dnn_norm_destroy(cc_dnn_norm *norm);
size_t cc_dnn_norm_scratch_bytes(const cc_dnn_norm *norm);

// x and y [rows, width], gain and shift [width].
int cc_dnn_norm_run(const cc_dnn_norm *norm, const float *x, const float *gain,
                    const float *shift, float *y, void *scratch);
