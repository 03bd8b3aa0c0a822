// Counts calls of the allocator. While it counts, the pointers through which every loaded object
// calls malloc and its like lead to functions that count; before and after they are those that the
// loader found, so that nothing stands between where nothing is counted. Nothing is counted where
// objects aren't loaded as glibc does it, or a sanitizer has to stand there.
#define _GNU_SOURCE
#include "CMachine.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define CC_SANITIZED 1
#endif
#endif

#if defined(__linux__)
#include <features.h>
#endif

#if defined(__GLIBC__) && defined(__LP64__) && !defined(CC_SANITIZED)

#include <dlfcn.h>
#include <link.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MALLOC, CALLOC, REALLOC, MEMALIGN, ALIGNED_ALLOC, POSIX_MEMALIGN, FUNCTIONS };

static const char *const names[FUNCTIONS] = {"malloc",   "calloc",        "realloc",
                                             "memalign", "aligned_alloc", "posix_memalign"};
// Those that the program calls when nothing is counted.
static void *own[FUNCTIONS];
static atomic_ullong calls;

static void count_call(void) { atomic_fetch_add_explicit(&calls, 1, memory_order_relaxed); }

static void *counted_malloc(size_t bytes) {
  count_call();
  return ((void *(*)(size_t))own[MALLOC])(bytes);
}

static void *counted_calloc(size_t count, size_t bytes) {
  count_call();
  return ((void *(*)(size_t, size_t))own[CALLOC])(count, bytes);
}

static void *counted_realloc(void *memory, size_t bytes) {
  count_call();
  return ((void *(*)(void *, size_t))own[REALLOC])(memory, bytes);
}

static void *counted_memalign(size_t alignment, size_t bytes) {
  count_call();
  return ((void *(*)(size_t, size_t))own[MEMALIGN])(alignment, bytes);
}

static void *counted_aligned_alloc(size_t alignment, size_t bytes) {
  count_call();
  return ((void *(*)(size_t, size_t))own[ALIGNED_ALLOC])(alignment, bytes);
}

static int counted_posix_memalign(void **memory, size_t alignment, size_t bytes) {
  count_call();
  return ((int (*)(void **, size_t, size_t))own[POSIX_MEMALIGN])(memory, alignment, bytes);
}

static void *const counted[FUNCTIONS] = {
    (void *)counted_malloc,   (void *)counted_calloc,        (void *)counted_realloc,
    (void *)counted_memalign, (void *)counted_aligned_alloc, (void *)counted_posix_memalign};

#if defined(__x86_64__)
enum { IN_DATA = R_X86_64_64, IN_TABLE = R_X86_64_GLOB_DAT, OF_CALLS = R_X86_64_JUMP_SLOT };
#elif defined(__aarch64__)
enum { IN_DATA = R_AARCH64_ABS64, IN_TABLE = R_AARCH64_GLOB_DAT, OF_CALLS = R_AARCH64_JUMP_SLOT };
#else
// No type of relocation that there is.
enum { IN_DATA = -1, IN_TABLE = -1, OF_CALLS = -1 };
#endif

// What a loaded object's dynamic section says of its relocations (System V ABI, Dynamic Section).
typedef struct {
  const ElfW(Sym) *symbols;
  const char *strings;
  struct {
    const ElfW(Rela) *entries;
    size_t bytes;
  } tables[2];
  // What the loader has made read-only.
  uintptr_t sealed, sealed_end;
} object;

static object object_of(const struct dl_phdr_info *info) {
  object object = {0};
  const ElfW(Dyn) *dynamic = NULL;
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *header = &info->dlpi_phdr[index];
    uintptr_t start = info->dlpi_addr + header->p_vaddr;
    if (header->p_type == PT_DYNAMIC) dynamic = (const ElfW(Dyn) *)start;
    if (header->p_type == PT_GNU_RELRO) {
      object.sealed = start / page * page;
      object.sealed_end = (start + header->p_memsz) / page * page;
    }
  }
  for (; dynamic && dynamic->d_tag != DT_NULL; dynamic++) {
    // Some loaders write addresses into the section, others leave distances in it.
    uintptr_t value = dynamic->d_un.d_ptr;
    uintptr_t address = value < info->dlpi_addr ? info->dlpi_addr + value : value;
    switch (dynamic->d_tag) {
      case DT_SYMTAB: object.symbols = (const ElfW(Sym) *)address; break;
      case DT_STRTAB: object.strings = (const char *)address; break;
      case DT_RELA: object.tables[0].entries = (const ElfW(Rela) *)address; break;
      case DT_RELASZ: object.tables[0].bytes = value; break;
      case DT_JMPREL: object.tables[1].entries = (const ElfW(Rela) *)address; break;
      case DT_PLTRELSZ: object.tables[1].bytes = value; break;
      default: break;
    }
  }
  return object;
}

static void store(const object *object, uintptr_t place, void *function) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  void *start = (void *)(place / page * page);
  int is_sealed = place >= object->sealed && place < object->sealed_end;
  if (is_sealed && mprotect(start, page, PROT_READ | PROT_WRITE) != 0) return;
  // Other threads may be calling through it.
  __atomic_store_n((void **)place, function, __ATOMIC_RELAXED);
  if (is_sealed) mprotect(start, page, PROT_READ);
}

typedef struct {
  // Where calls are to lead, by function; NULL to leave them as they are.
  void *const *functions;
  int places;
} turn;

static int turn_object(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  turn *turn = context;
  object object = object_of(info);
  if (!object.symbols || !object.strings) return 0;
  for (int table = 0; table < 2; table++) {
    const ElfW(Rela) *entries = object.tables[table].entries;
    size_t count = entries ? object.tables[table].bytes / sizeof *entries : 0;
    for (size_t index = 0; index < count; index++) {
      const ElfW(Rela) *entry = &entries[index];
      int type = (int)ELF64_R_TYPE(entry->r_info);
      if ((type != IN_DATA && type != IN_TABLE && type != OF_CALLS) || entry->r_addend) continue;
      const char *name = object.strings + object.symbols[ELF64_R_SYM(entry->r_info)].st_name;
      for (int function = 0; function < FUNCTIONS; function++) {
        if (strcmp(name, names[function]) != 0) continue;
        turn->places++;
        if (turn->functions)
          store(&object, info->dlpi_addr + entry->r_offset, turn->functions[function]);
      }
    }
  }
  return 0;
}

static int turn_calls(void *const *functions) {
  turn turn = {functions, 0};
  dl_iterate_phdr(turn_object, &turn);
  return turn.places;
}

int cc_allocations_are_counted(void) { return turn_calls(NULL) > 0; }

void cc_allocations_start(void) {
  // Of the objects after the program itself, whose own addresses of them may be calls through the
  // very pointers that are turned.
  for (int function = 0; function < FUNCTIONS; function++) {
    own[function] = dlsym(RTLD_NEXT, names[function]);
    if (!own[function]) return;
  }
  atomic_store(&calls, 0);
  turn_calls(counted);
}

uint64_t cc_allocations_stop(void) {
  if (own[FUNCTIONS - 1]) turn_calls(own);
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
