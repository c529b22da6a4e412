/*
 * Copying a live log without stopping anybody: read the state, copy the words, read the state
 * again. Records that had their place at the first reading and still had it at the second were not
 * written over while they were copied; the rest is cut off by the state that goes into the copy.
 */
#include "record_reader.h"

#include <string.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__SANITIZE_THREAD__)
#pragma GCC diagnostic ignored "-Wtsan"
#endif

#define COPY_TRIES                                                                                 \
    8 /* a ring that is written round faster than it is copied ends up empty, and counted */

/* The state that both readings agree on: from the tail of the later one to the head of the earlier
 * one. False: the ring held records, and not one stayed. */
static bool common_state(uint64_t before, uint64_t after, uint32_t units, uint64_t *common)
{
    const uint32_t gone =
        (RECORD_STATE_OLDEST(after) - RECORD_STATE_OLDEST(before)) & RECORD_NUMBER_MASK;
    const uint32_t count = RECORD_STATE_COUNT(before);
    if (gone >= count) {
        *common = RECORD_STATE(RECORD_STATE_NEXT(before), 0, 0, 0);
        return count == 0;
    }
    const uint32_t tail = RECORD_STATE_TAIL(before), later = RECORD_STATE_TAIL(after);
    const uint32_t passed = later >= tail ? later - tail : units - tail + later;
    *common = RECORD_STATE(RECORD_STATE_OLDEST(after), count - gone,
                           RECORD_STATE_USED(before) - passed, later);
    return true;
}

static void copy_ring(const struct record_ring *live, const uint64_t *words,
                      struct record_ring *ring, uint64_t *copy)
{
    for (int tries = 0; tries < COPY_TRIES; tries++) {
        /* half_laps before state: the other way round it could be ahead, which the parity cannot
         * tell. */
        ring->half_laps = __atomic_load_n(&live->half_laps, __ATOMIC_ACQUIRE);
        const uint64_t before = __atomic_load_n(&live->state, __ATOMIC_ACQUIRE);
        for (uint32_t i = 0; i < ring->units; i++)
            copy[i] = __atomic_load_n(&words[i], __ATOMIC_RELAXED);
        __atomic_thread_fence(__ATOMIC_ACQUIRE);
        const uint64_t after = __atomic_load_n(&live->state, __ATOMIC_ACQUIRE);
        if (common_state(before, after, ring->units, &ring->state))
            break;
    }
    ring->dropped = __atomic_load_n(&live->dropped, __ATOMIC_RELAXED);
    ring->too_large = __atomic_load_n(&live->too_large, __ATOMIC_RELAXED);
}

bool record_snapshot(const struct record_log_header *live, void *copy, size_t size)
{
    unsigned char *to = copy;
    const unsigned char *from = (const unsigned char *)live;
    if (memcmp(live->magic, RECORD_MAGIC, RECORD_MAGIC_SIZE) != 0 || live->region_size > size)
        return false;
    memset(to, 0, (size_t)live->region_size);
    memcpy(to, from, sizeof *live);
    for (unsigned i = 0; i < live->ring_count; i++) {
        const size_t place = sizeof *live + i * sizeof(struct record_ring);
        const struct record_ring *ring = (const struct record_ring *)(const void *)(from + place);
        struct record_ring *ring_copy = (struct record_ring *)(void *)(to + place);
        ring_copy->units = ring->units;
        ring_copy->partition = ring->partition;
        ring_copy->index = ring->index;
        ring_copy->data = ring->data;
        copy_ring(ring, (const uint64_t *)(const void *)(from + ring->data), ring_copy,
                  (uint64_t *)(void *)(to + ring->data));
    }
    return true;
}
