// Which thread takes which queries of which head, and where its memory is; a part of
// attention_kernel.h, which includes it and defines attend.

typedef struct {
  const cc_attention *job;
  char *scratch;
  int threads;
  // First head of keys that no thread has taken whole yet.
  int64_t next_whole;
  // First group of queries that no thread has taken yet, by parity of the head of keys; the groups
  // of all heads that read it are counted on.
  int64_t next[2];
  uint64_t performed;
} run_state;

// Heads of keys that single threads take with all their queries, so that no thread waits for the
// others: as many as the threads share evenly, if they are short.
INLINE int whole_heads(const cc_attention *job, int threads) {
  return packed_bytes(job) <= WHOLE_BYTES ? job->key_heads / threads * threads : 0;
}

INLINE packed packed_at(const cc_attention *job, char *scratch) {
  size_t keys = (size_t)rounded_up(job->key_count, PANEL_KEYS);
  return (packed){(element *)scratch, (element *)(scratch + keys * (size_t)words_of(job) * 4)};
}

// Queries that a thread takes at a time: as many as fit, since each group reads all keys and values
// anew; but some groups for each of the threads that share a head, so that none waits long.
INLINE int64_t group_rows(const cc_attention *job, int threads) {
  int64_t share = job->query_count / (6 * threads);
  return rounded_up(clamped(share - 1, GROUP_ROWS - 1) + 1, TILE_ROWS);
}

TARGET static uint64_t attend_whole(run_state *state, const packed *packed, group *group) {
  const cc_attention *job = state->job;
  int served = job->heads / job->key_heads;
  int64_t rows = group_rows(job, 1);
  uint64_t performed = 0;
  for (;;) {
    int64_t taken = __atomic_fetch_add(&state->next_whole, 1, __ATOMIC_RELAXED);
    if (taken >= whole_heads(job, state->threads)) return performed;
    pack(job, (int)taken, *packed, 0, 1);
    for (int head = (int)taken * served; head < ((int)taken + 1) * served; head++)
      for (int64_t first = 0; first < job->query_count; first += rows)
        performed += attend(job, head, packed, first, rows, group);
  }
}

TARGET static uint64_t attend_shared(run_state *state, int key_head, const packed *packed,
                                     group *group) {
  const cc_attention *job = state->job;
  int64_t rows = group_rows(job, state->threads);
  int64_t groups = (job->query_count + rows - 1) / rows;
  int served = job->heads / job->key_heads;
  uint64_t performed = 0;
  for (;;) {
    int64_t taken = __atomic_fetch_add(&state->next[key_head % 2], 1, __ATOMIC_RELAXED);
    if (taken >= groups * served) return performed;
    performed += attend(job, key_head * served + (int)(taken / groups), packed,
                        taken % groups * rows, rows, group);
  }
}

TARGET static void body(void *context, int thread, int threads) {
  run_state *state = context;
  const cc_attention *job = state->job;
  int whole = whole_heads(job, state->threads);
  size_t head_bytes = packed_bytes(job);
  char *groups = state->scratch + head_bytes * (size_t)(whole > 0 ? state->threads : 1);
  char *of_thread = groups + (size_t)thread * group_bytes(job);
  group group;
  group.scores = (float *)of_thread;
  group.outputs = group.scores + GROUP_ROWS * BLOCK_KEYS;
  group.queries = (element *)(group.outputs + GROUP_ROWS * width_of(job));

  uint64_t performed = 0;
  if (whole > 0) {
    packed own = packed_at(job, state->scratch + (size_t)thread * head_bytes);
    performed += attend_whole(state, &own, &group);
    cc_team_barrier();
  }
  packed shared = packed_at(job, state->scratch);
  for (int key_head = whole; key_head < job->key_heads; key_head++) {
    pack(job, key_head, shared, thread, threads);
    if (thread == 0) state->next[(key_head + 1) % 2] = 0;
    cc_team_barrier();
    performed += attend_shared(state, key_head, &shared, &group);
    // The next head's keys take the place of this one's.
    cc_team_barrier();
  }
  __atomic_fetch_add(&state->performed, performed, __ATOMIC_RELAXED);
}

TARGET static size_t scratch_bytes(const cc_attention *job, int threads) {
  size_t heads = whole_heads(job, threads) > 0 ? (size_t)threads : 1;
  return heads * packed_bytes(job) + (size_t)threads * group_bytes(job);
}

static uint64_t run(const cc_attention *job, void *scratch) {
  run_state state = {job, scratch, cc_team_size(), 0, {0, 0}, 0};
  cc_team_run(body, &state);
  return state.performed;
}

const cc_attention_kernel KERNEL = {PANEL_KEYS, scratch_bytes, run, weigh_row};
