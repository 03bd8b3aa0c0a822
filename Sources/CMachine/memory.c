#define _GNU_SOURCE
#include <sys/mman.h>

#include "CMachine.h"

static const size_t huge_page = (size_t)2 << 20;
static const size_t page = 4096;

static size_t round_up(size_t bytes, size_t unit) { return (bytes + unit - 1) / unit * unit; }

static size_t mapped_size(size_t bytes) {
  return round_up(bytes ? bytes : 1, bytes < huge_page ? page : huge_page);
}

static char *map(size_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void *cc_memory_map(size_t bytes) {
  size_t size = mapped_size(bytes);
  if (bytes < huge_page) return map(size);
  if (size > SIZE_MAX - huge_page) return NULL;
  // One huge page more than needed, of which the unaligned ends are given back.
  char *wide = map(size + huge_page);
  if (!wide) return NULL;
  char *aligned = (char *)round_up((size_t)wide, huge_page);
  size_t before = (size_t)(aligned - wide), after = huge_page - before;
  if (before) munmap(wide, before);
  if (after) munmap(aligned + size, after);
#ifdef MADV_HUGEPAGE
  madvise(aligned, size, MADV_HUGEPAGE);
#endif
  return aligned;
}

void cc_memory_unmap(void *memory, size_t bytes) {
  if (memory) munmap(memory, mapped_size(bytes));
}
