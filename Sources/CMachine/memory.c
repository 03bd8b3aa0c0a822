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

void *cc_memory_join(const cc_memory_piece *pieces, size_t count, size_t bytes) {
  char *joined = cc_memory_map(bytes), *end = joined;
  int failed = !joined;
  for (size_t index = 0; index < count; index++) {
    // Page by page: a piece may lie in several of the system's mappings, and only one moves at a time.
    for (size_t done = 0; done < pieces[index].bytes; done += huge_page, end += huge_page) {
      char *from = (char *)pieces[index].memory + done;
      if (!failed && mremap(from, huge_page, huge_page, MREMAP_MAYMOVE | MREMAP_FIXED, end) != end)
        failed = 1;
      if (failed) munmap(from, huge_page);
    }
  }
  if (!failed) return joined;
  cc_memory_unmap(joined, bytes);
  return NULL;
}

typedef struct {
  volatile char *memory;
  size_t bytes;
} touched;

static void touch(void *context, int thread, int threads) {
  const touched *touched = context;
  size_t pages = (touched->bytes + page - 1) / page;
  size_t first = pages * (size_t)thread / (size_t)threads;
  size_t end = pages * ((size_t)thread + 1) / (size_t)threads;
  for (size_t index = first; index < end; index++) touched->memory[index * page] = 0;
}

void cc_memory_touch(void *memory, size_t bytes) {
  touched touched = {memory, bytes};
  // In a rehearsal too.
  int rehearses = cc_team_rehearse(0);
  cc_team_run(touch, &touched);
  cc_team_rehearse(rehearses);
}
