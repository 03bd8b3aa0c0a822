// The processor and its threads: which instruction sets there are, one team of threads for oneDNN
// and our own kernels, and the rate of multiply-adds the machine can reach.
#pragma once

#include <stddef.h>
#include <stdint.h>

// Instruction sets that kernels are built for, weakest first.
typedef enum { CC_PORTABLE = 0, CC_AVX2 = 1, CC_AVX512 = 2 } cc_isa;

// Whether this processor, and the operating system on it, has the instruction set.
int cc_isa_available(cc_isa isa);

// The strongest available one.
cc_isa cc_isa_best(void);

// Such as "AVX-512".
const char *cc_isa_name(cc_isa isa);

// Whether there are products of bf16 vectors summed in f32, AVX-512's own.
int cc_bf16_available(void);

// Rounds to bf16, to the nearest with ties to even, and back. As the processor's instruction has it,
// subnormal numbers become 0. Rounding needs cc_bf16_available() and does nothing without it.
void cc_bf16_round(const float *from, uint16_t *to, size_t count);
void cc_bf16_widen(const uint16_t *from, float *to, size_t count);

// Sets how many threads oneDNN's products and cc_team_run use from now on.
void cc_team_set_size(int threads);
int cc_team_size(void);

// Runs body(context, thread, threads) once on each thread of the team and returns when all have.
// It is oneDNN's own OpenMP team: its threads spin between calls, so a second team would fight it.
void cc_team_run(void (*body)(void *context, int thread, int threads), void *context);

// In a rehearsal, of the thread that begins it, cc_team_run and oneDNN's products and norms return at
// once without having done anything. Returns whether there was one before.
int cc_team_rehearse(int begins);
int cc_team_rehearses(void);

// Waits, inside a body, until every thread of the team is there.
void cc_team_barrier(void);

// Keeps this thread, and those it starts from then on, on as many cores as there are threads: the
// last ones it may use, since interrupts tend to go to the first. Writes their numbers to `cores`,
// which has room for as many, and returns how many there are; 0 when the system doesn't allow it.
int cc_team_pin(int threads, int *cores);

// Has this process killed when the thread of its parent that started it ends; does so at once if
// `parent` isn't its parent any more.
void cc_end_with_parent(int parent);

// Performs `rounds` rounds of independent fused multiply-adds of f32 vectors on every thread of
// the team and returns how many single multiply-adds that was, all threads together.
uint64_t cc_peak_f32(cc_isa isa, uint64_t rounds);

// The same with products of bf16 summed in f32; does nothing and returns 0 without
// cc_bf16_available().
uint64_t cc_peak_bf16(uint64_t rounds);

// to[i] = from[i] * factor, shared among the team's threads: a way to keep memory busy.
void cc_scale_f32(const float *from, float *to, size_t count, float factor);

// What compiled the kernels, such as "clang 21.0.0".
const char *cc_compiler(void);

// Memory straight from the operating system, aligned to a page, NULL when there is none. From two
// mebibytes on it is aligned to huge pages and asks for them: a large matrix in small pages costs
// products a few percent in address translation.
void *cc_memory_map(size_t bytes);
void cc_memory_unmap(void *memory, size_t bytes);

// Whole huge pages that are mapped.
typedef struct {
  void *memory;
  size_t bytes;
} cc_memory_piece;

// Such memory of two mebibytes or more that begins with the pages of the pieces, in their order, with
// what is in them; the pieces' addresses are nothing's any more. NULL, and the pieces unmapped, when
// there is none.
void *cc_memory_join(const cc_memory_piece *pieces, size_t count, size_t bytes);

// Has the operating system give every page of it now, from the team's threads, each its share.
void cc_memory_touch(void *memory, size_t bytes);

// Whether calls of malloc, calloc, realloc and of those that align can be counted in this build.
int cc_allocations_are_counted(void);

// Counts them, of all threads, from 0 until told to stop; stopping returns how many there were.
// Meanwhile calls take the longer way through what counts them; before and after, none does.
void cc_allocations_start(void);
uint64_t cc_allocations_stop(void);

// Calls body(context). callgrind is told to collect while it is inside this function:
// --toggle-collect=cc_collected.
void cc_collected(void (*body)(void *context), void *context);
