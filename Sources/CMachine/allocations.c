// Counts calls of the allocator, by standing between the program and glibc's own functions. Nothing
// is counted, and nothing stands between, where there is no glibc or a sanitizer has to be there.
#include "CMachine.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define CC_SANITIZED 1
#endif
#endif

#if defined(__GLIBC__) && !defined(CC_SANITIZED)

#include <errno.h>
#include <stdatomic.h>

void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *memory, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);

static atomic_int counting;
static atomic_ullong calls;

static inline void count_call(void) {
  if (atomic_load_explicit(&counting, memory_order_relaxed))
    atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed);
}

void *malloc(size_t bytes) {
  count_call();
  return __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes) {
  count_call();
  return __libc_calloc(count, bytes);
}

void *realloc(void *memory, size_t bytes) {
  count_call();
  return __libc_realloc(memory, bytes);
}

void *memalign(size_t alignment, size_t bytes) {
  count_call();
  return __libc_memalign(alignment, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes) {
  count_call();
  return __libc_memalign(alignment, bytes);
}

int posix_memalign(void **memory, size_t alignment, size_t bytes) {
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  count_call();
  void *result = __libc_memalign(alignment, bytes);
  if (result == NULL) return ENOMEM;
  *memory = result;
  return 0;
}

int cc_allocations_are_counted(void) { return 1; }

void cc_allocations_start(void) {
  atomic_store(&calls, 0);
  atomic_store(&counting, 1);
}

uint64_t cc_allocations_stop(void) {
  atomic_store(&counting, 0);
  return atomic_load(&calls);
}

#else

int cc_allocations_are_counted(void) { return 0; }
void cc_allocations_start(void) {}
uint64_t cc_allocations_stop(void) { return 0; }

#endif

__attribute__((noinline)) void cc_collected(void (*body)(void *context), void *context) {
  body(context);
  // Something after the call, or it would be a jump, and the function never be returned from.
  __asm__ volatile("" ::: "memory");
}
