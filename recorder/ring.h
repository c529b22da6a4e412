/*
 * Writing into one ring: reserve, fill, commit. No lock, no allocation, no call that a signal
 * handler may not make.
 *
 * The hard point is a writer that is stopped in the middle of a record while others go once round
 * the ring. Its bytes must not be given away, or it would later scribble over somebody's record. So
 * the oldest record is only pushed out when its header says committed; otherwise the ring is
 * "blocked" and the caller goes elsewhere or counts a drop. The header's number (27 bits) must be
 * the one that the state expects, so that an old header still lying at that place, from an earlier
 * round, is never taken for the one that is not written yet.
 */
#ifndef RECORDER_RING_H
#define RECORDER_RING_H

#include "record.h"

#include <stdbool.h>
#include <string.h>

/* ThreadSanitizer does not model fences, and gcc says so; all ring words are atomic, so nothing is
 * hidden. */
#if defined(__GNUC__) && !defined(__clang__) && defined(__SANITIZE_THREAD__)
#pragma GCC diagnostic ignored "-Wtsan"
#endif

struct recorder_place {
    uint32_t offset; /* of the record in its ring, words */
    uint64_t header; /* its number and size, as they stand in the first word */
};

/* Steps of the packed state. Fields are changed by adding, which carries into no other field,
 * because each result is again within its field; the number, on top, wraps by itself. */
#define RECORDER_STATE_USED_STEP (UINT64_C(1) << 13)
#define RECORDER_STATE_COUNT_STEP (UINT64_C(1) << 26)
#define RECORDER_STATE_OLDEST_STEP (UINT64_C(1) << 37)

#define RECORDER_INLINE static inline __attribute__((always_inline))

/* Pushes whole oldest records out of `state` until `need` words are free. Only the value changes;
 * the caller publishes it. False when the oldest record is not committed, or `state` is out of date
 * and what was read makes no sense: the caller tells the two apart by reading the state again. */
RECORDER_INLINE bool recorder_ring_make_room(const uint64_t *words, uint32_t units, uint32_t need,
                                             uint64_t *state)
{
    const uint64_t number_and_committed = RECORD_NUMBER_MASK | RECORD_HEADER(0, 0, 1, 0);
    uint64_t value = *state;
    while (units - RECORD_STATE_USED(value) < need) {
        const uint32_t tail = RECORD_STATE_TAIL(value);
        const uint64_t header = __atomic_load_n(&words[tail], __ATOMIC_ACQUIRE);
        const uint32_t size = RECORD_HEADER_UNITS(header);
        if (((header ^ (RECORD_STATE_OLDEST(value) | RECORD_HEADER(0, 0, 1, 0)))
             & number_and_committed)
                != 0
            || size - 1 >= RECORD_STATE_USED(value))
            return false;
        value += RECORDER_STATE_OLDEST_STEP - RECORDER_STATE_COUNT_STEP
                 - size * RECORDER_STATE_USED_STEP
                 + (tail + size >= units ? (uint64_t)size - units : size);
    }
    *state = value;
    return true;
}

/* The half laps of record_ring_total: the writer of each 2^26th record says so before it commits.
 */
static __attribute__((noinline, cold)) void recorder_ring_half_lap(struct record_ring *ring,
                                                                   uint32_t number)
{
    if ((__atomic_load_n(&ring->half_laps, __ATOMIC_RELAXED) & 1u)
        != number >> (RECORD_NUMBER_BITS - 1))
        __atomic_fetch_add(&ring->half_laps, 1, __ATOMIC_RELAXED);
}

/* Takes `need` words (RECORD_HEAD_WORDS <= need <= ring->units) for one record and marks it busy.
 * `words` is the ring's data. False: the oldest record is still being written; nothing changed. */
RECORDER_INLINE bool recorder_ring_reserve(struct record_ring *ring, uint64_t *words, uint32_t need,
                                           struct recorder_place *place)
{
    const uint32_t units = ring->units;
    uint64_t seen = __atomic_load_n(&ring->state, __ATOMIC_ACQUIRE), next;
    for (;;) {
        next = seen;
        if (__builtin_expect(!recorder_ring_make_room(words, units, need, &next), 0)) {
            const uint64_t now = __atomic_load_n(&ring->state, __ATOMIC_ACQUIRE);
            if (now == seen)
                return false;
            seen = now;
            continue;
        }
        const uint64_t taken = next + RECORDER_STATE_COUNT_STEP + need * RECORDER_STATE_USED_STEP;
        if (__builtin_expect(__atomic_compare_exchange_n(&ring->state, &seen, taken, false,
                                                         __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE),
                             1))
            break;
    }
    const uint32_t head = RECORD_STATE_TAIL(next) + RECORD_STATE_USED(next);
    place->offset = head >= units ? head - units : head;
    place->header = RECORD_HEADER(RECORD_STATE_NEXT(next), need, 0, 0);
    /* A reader that copies words and then sees the state unchanged must not have copied any word
     * stored below. */
    __atomic_thread_fence(__ATOMIC_RELEASE);
    __atomic_store_n(&words[place->offset],
                     place->header | RECORD_HEADER(0, 0, 0, RECORD_BUSY_CHECK), __ATOMIC_RELAXED);
    if (__builtin_expect(((uint32_t)place->header & (RECORD_NUMBER_MASK >> 1)) == 0, 0))
        recorder_ring_half_lap(ring, RECORD_HEADER_NUMBER(place->header));
    return true;
}

/* Turns bytes into words, lowest byte first, summing the check on the way. `words` is an array that
 * nobody else sees, or a ring's data; a ring wraps at `units` and its words are stored atomically,
 * as a reader may copy them. */
struct recorder_pen {
    uint64_t *words;
    uint32_t units;
    uint32_t next; /* word to be written */
    uint64_t sum;
    uint64_t partial; /* bytes that do not fill a word yet */
    uint32_t filled;  /* how many, 0..7 */
};

static inline void recorder_pen_skip(struct recorder_pen *pen)
{
    if (++pen->next == pen->units)
        pen->next = 0;
}

static inline void recorder_pen_word(struct recorder_pen *pen, uint64_t word)
{
    __atomic_store_n(&pen->words[pen->next], word, __ATOMIC_RELAXED);
    pen->sum = record_check_word(pen->sum, word);
    recorder_pen_skip(pen);
}

/* The first `size` (1..7) bytes at `bytes` as a number, lowest first, never reading beyond them. */
static inline uint64_t recorder_load_tail(const unsigned char *bytes, size_t size)
{
    if (size >= 4) {
        uint32_t low, high;
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + size - 4, 4);
        return low | (uint64_t)high << (8 * (size - 4));
    }
    uint64_t value = bytes[0];
    if (size > 1) {
        uint16_t last;
        memcpy(&last, bytes + size - 2, 2);
        value |= (uint64_t)last << (8 * (size - 2));
    }
    return value;
}

static inline void recorder_pen_bytes(struct recorder_pen *pen, const unsigned char *bytes,
                                      size_t size)
{
    const uint32_t shift = 8 * pen->filled;
    for (; size >= 8; bytes += 8, size -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        recorder_pen_word(pen, shift ? pen->partial | word << shift : word);
        if (shift)
            pen->partial = word >> (64 - shift);
    }
    if (size == 0)
        return;
    const uint64_t tail = recorder_load_tail(bytes, size);
    pen->partial |= tail << shift;
    pen->filled += (uint32_t)size;
    if (pen->filled >= 8) {
        recorder_pen_word(pen, pen->partial);
        pen->filled -= 8;
        pen->partial = pen->filled ? tail >> (64 - shift) : 0;
    }
}

/* Stores `count` words into the ring from `offset` on, around its end. */
RECORDER_INLINE void recorder_ring_store(uint64_t *words, uint32_t units, uint32_t offset,
                                         const uint64_t *from, uint32_t count)
{
    if (offset >= units)
        offset -= units;
    if (__builtin_expect(count <= units - offset, 1)) {
        for (uint32_t i = 0; i < count; i++)
            __atomic_store_n(&words[offset + i], from[i], __ATOMIC_RELAXED);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        __atomic_store_n(&words[offset], from[i], __ATOMIC_RELAXED);
        if (++offset == units)
            offset = 0;
    }
}

#endif
