/*
 * WppAutoLogTrace: one message into a ring. This is the path that must cost little: the cycle
 * counter is read first, so that its latency passes while the arguments are measured and the place
 * is reserved.
 */
#include "nt.h"

#include "entry.h"
#include "ring.h"
#include "runtime.h"

#include <evntrace.h>
#include <stdarg.h>

/* A record up to this size is made up on the stack, so that little is left to do after reserving.
 */
#define SHORT_WORDS 40
#define SHORT_BYTES ((size_t)(SHORT_WORDS - RECORD_HEAD_WORDS) * RECORD_UNIT)

/* The last named parameter of WppAutoLogTrace is a USHORT, as documented; va_start works with it on
 * all ABIs here. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wvarargs"
#endif

RECORDER_INLINE uint64_t *ring_words(const struct recorder_log *log, const struct record_ring *ring)
{
    return (uint64_t *)(void *)(log->region + ring->data);
}

/* Sums the sizes of the pairs; more than any ring holds when they are too many. */
static uint32_t measure(va_list pairs)
{
    size_t sum = 0;
    while (va_arg(pairs, const void *)) {
        const size_t size = va_arg(pairs, SIZE_T);
        if (size > RECORD_RING_UNITS_MAX * RECORD_UNIT - sum)
            return RECORD_RING_UNITS_MAX * RECORD_UNIT;
        sum += size;
    }
    return (uint32_t)sum;
}

/* The ring to try first: the error ring, or the processor's own of the general ones. */
RECORDER_INLINE struct record_ring *preferred_ring(const struct recorder_log *log, uint8_t level)
{
    const uint32_t turn = log->general_rings;
    if (__builtin_expect(level == TRACE_LEVEL_ERROR, 0) && log->has_error_ring)
        return &log->rings[turn];
    if (turn == 1)
        return log->rings;
    const uint32_t processor = recorder_processor(log->processor_place);
    return &log->rings[processor < turn ? processor : processor % turn];
}

/* The preferred ring is blocked or too small. Another general ring, or NULL, and then the message
 * is counted. */
static __attribute__((noinline, cold)) struct record_ring *
other_ring(const struct recorder_log *log, struct record_ring *preferred, uint32_t units,
           struct recorder_place *place)
{
    if (units > preferred->units) {
        __atomic_fetch_add(&preferred->too_large, 1, __ATOMIC_RELAXED);
        return NULL;
    }
    for (uint32_t i = 0; i < log->general_rings && preferred->partition == RECORD_PARTITION_GENERAL;
         i++) {
        struct record_ring *ring = &log->rings[i];
        if (ring != preferred && recorder_ring_reserve(ring, ring_words(log, ring), units, place))
            return ring;
    }
    __atomic_fetch_add(&preferred->dropped, 1, __ATOMIC_RELAXED);
    return NULL;
}

/* A place for `units` words, NULL when there is none. */
RECORDER_INLINE struct record_ring *find_place(const struct recorder_log *log,
                                               struct record_ring *ring, uint32_t units,
                                               struct recorder_place *place)
{
    if (__builtin_expect(units <= ring->units
                             && recorder_ring_reserve(ring, ring_words(log, ring), units, place),
                         1))
        return ring;
    return other_ring(log, ring, units, place);
}

/* The message counts from here on, whatever happens to this thread. */
RECORDER_INLINE void commit(uint64_t *words, const struct recorder_place *place, uint64_t check)
{
    __atomic_store_n(&words[place->offset], place->header | RECORD_HEADER(0, 0, 1, 0) | check,
                     __ATOMIC_RELEASE);
}

static uint64_t take_order(const struct recorder_log *log, uint64_t gate)
{
    if (RECORDER_GATE_ORDER(gate) == RECORD_ORDER_CYCLES)
        return recorder_cycles();
    return __atomic_fetch_add(&__atomic_load_n(&log->counter, __ATOMIC_ACQUIRE)->next, 1,
                              __ATOMIC_RELAXED);
}

/* For records of any size and with a time: measured first, then written straight into the ring. */
static __attribute__((noinline)) NTSTATUS trace_long(const struct recorder_log *log, uint64_t gate,
                                                     uint64_t detail, const void *guid,
                                                     va_list pairs)
{
    va_list again;
    va_copy(again, pairs);
    const uint32_t bytes = measure(again);
    va_end(again);
    const uint32_t options = RECORDER_GATE_OPTIONS(gate), timed = options & RECORD_OPTION_TIMESTAMP;
    const uint64_t time = timed ? recorder_filetime((options & RECORD_OPTION_PRECISE) != 0) : 0;
    const uint32_t units = RECORD_HEAD_WORDS + timed + (bytes + RECORD_UNIT - 1) / RECORD_UNIT;
    const uint64_t fixed[2] = {take_order(log, gate), detail | RECORD_DETAIL_FILL(bytes)
                                                          | RECORD_DETAIL(0, 0, 0, 0, timed)};
    struct recorder_place place;
    struct record_ring *ring =
        find_place(log, preferred_ring(log, RECORD_DETAIL_LEVEL(detail)), units, &place);
    if (!ring)
        return STATUS_INSUFFICIENT_RESOURCES;
    uint64_t *const words = ring_words(log, ring), guid_words[2];
    struct recorder_pen pen = {.words = words,
                               .units = ring->units,
                               .next = (place.offset + RECORD_WORD_GUID) % ring->units};
    recorder_ring_store(words, ring->units, place.offset + RECORD_WORD_ORDER, fixed, 2);
    memcpy(guid_words, guid, sizeof guid_words);
    recorder_pen_word(&pen, guid_words[0]);
    recorder_pen_word(&pen, guid_words[1]);
    if (timed)
        recorder_pen_word(&pen, time);
    const void *data;
    while ((data = va_arg(pairs, const void *)) != NULL)
        recorder_pen_bytes(&pen, data, va_arg(pairs, SIZE_T));
    if (pen.filled)
        recorder_pen_word(&pen, pen.partial);
    commit(words, &place, record_check_finish(pen.sum, fixed[1], fixed[0], place.header));
    return STATUS_SUCCESS;
}

/* Puts the pairs behind each other into `bytes`, of which SHORT_BYTES may be used and 7 more
 * overwritten. What follows them up to the next word is zero. Returns their size, or more than
 * SHORT_BYTES when they do not fit. */
RECORDER_INLINE size_t gather(unsigned char *bytes, va_list pairs)
{
    const void *data;
    size_t used = 0;
    while ((data = va_arg(pairs, const void *)) != NULL) {
        const size_t size = va_arg(pairs, SIZE_T);
        if (__builtin_expect(size > SHORT_BYTES - used, 0))
            return SIZE_MAX;
        /* One store of a whole word for each small argument: the word can be read back without
         * waiting. */
        if (size == 4) {
            uint32_t half;
            memcpy(&half, data, 4);
            const uint64_t value = half;
            memcpy(bytes + used, &value, 8);
        } else if (size == 8) {
            memcpy(bytes + used, data, 8);
        } else {
            memcpy(bytes + used, data, size);
            memset(bytes + used + size, 0, 7);
        }
        used += size;
    }
    return used;
}

/* The commonest message has one argument of 4 or 8 bytes: it goes through no memory. Its size, or 0
 * when the pairs are others. */
RECORDER_INLINE uint32_t single_word(va_list pairs, uint64_t *word)
{
    uint32_t half;
    const void *data = va_arg(pairs, const void *);
    if (!data)
        return 0;
    const size_t size = va_arg(pairs, SIZE_T);
    if ((size != 4 && size != 8) || va_arg(pairs, const void *) != NULL)
        return 0;
    if (size == 8) {
        memcpy(word, data, 8);
        return 8;
    }
    memcpy(&half, data, 4);
    *word = half;
    return 4;
}

/* The usual case: the arguments are the words of `draft`, and all else is in registers. A locked
 * instruction waits for the stores before it, so few stores and few steps between two of them are
 * what counts here. */
RECORDER_INLINE NTSTATUS trace_short(const struct recorder_log *log, uint64_t detail,
                                     const void *guid, const uint64_t *draft,
                                     uint32_t argument_words)
{
    struct recorder_place place;
    uint64_t first, second;
    const uint32_t need = RECORD_HEAD_WORDS + argument_words;
    struct record_ring *ring = preferred_ring(log, RECORD_DETAIL_LEVEL(detail));
    memcpy(&first, guid, 8);
    memcpy(&second, (const char *)guid + 8, 8);
    uint64_t sum = record_check_word(record_check_word(0, first), second);
    for (uint32_t i = 0; i < argument_words; i++)
        sum = record_check_word(sum, draft[i]);
    const uint64_t order = recorder_cycles();
    ring = find_place(log, ring, need, &place);
    if (__builtin_expect(!ring, 0))
        return STATUS_INSUFFICIENT_RESOURCES;
    uint64_t *const words = ring_words(log, ring);
    const uint64_t check = record_check_finish(sum, detail, order, place.header);
    if (__builtin_expect(place.offset + need <= ring->units, 1)) {
        uint64_t *const record = words + place.offset;
        __atomic_store_n(&record[RECORD_WORD_ORDER], order, __ATOMIC_RELAXED);
        __atomic_store_n(&record[RECORD_WORD_DETAIL], detail, __ATOMIC_RELAXED);
        __atomic_store_n(&record[RECORD_WORD_GUID], first, __ATOMIC_RELAXED);
        __atomic_store_n(&record[RECORD_WORD_GUID + 1], second, __ATOMIC_RELAXED);
        for (uint32_t i = 0; i < argument_words; i++)
            __atomic_store_n(&record[RECORD_HEAD_WORDS + i], draft[i], __ATOMIC_RELAXED);
    } else {
        const uint64_t fixed[4] = {order, detail, first, second};
        recorder_ring_store(words, ring->units, place.offset + RECORD_WORD_ORDER, fixed, 4);
        recorder_ring_store(words, ring->units, place.offset + RECORD_HEAD_WORDS, draft,
                            argument_words);
    }
    commit(words, &place, check);
    return STATUS_SUCCESS;
}

NTSTATUS WppAutoLogTrace(PVOID AutoLogContext, UCHAR MessageLevel, ULONG MessageFlags,
                         LPGUID MessageGuid, USHORT MessageNumber, ...)
{
    const struct recorder_log *log = AutoLogContext;
    if (!log && (log = __atomic_load_n(&recorder_runtime()->fallback, __ATOMIC_ACQUIRE)) == NULL)
        return STATUS_DEVICE_NOT_READY;
    const uint64_t gate = __atomic_load_n(&log->gate, __ATOMIC_ACQUIRE);
    const uint64_t detail = RECORD_DETAIL(MessageFlags, MessageNumber, MessageLevel, 0, 0);
    va_list pairs;
    if (__builtin_expect(gate == RECORDER_GATE_USUAL, 1)) {
        uint64_t draft[SHORT_BYTES / RECORD_UNIT + 1];
        uint64_t word;
        va_start(pairs, MessageNumber);
        const uint32_t size = single_word(pairs, &word);
        va_end(pairs);
        if (size)
            return trace_short(log, detail | RECORD_DETAIL_FILL(size), MessageGuid, &word, 1);
        va_start(pairs, MessageNumber);
        const size_t bytes = gather((unsigned char *)draft, pairs);
        va_end(pairs);
        if (__builtin_expect(bytes <= SHORT_BYTES, 1))
            return trace_short(log, detail | RECORD_DETAIL_FILL(bytes), MessageGuid, draft,
                               (uint32_t)(bytes + RECORD_UNIT - 1) / RECORD_UNIT);
    }
    if (RECORDER_GATE_STATE(gate) != RECORDER_LOG_OPEN) {
        recorder_log_refuse(log);
        return STATUS_INVALID_HANDLE;
    }
    va_start(pairs, MessageNumber);
    const NTSTATUS status = trace_long(log, gate, detail, MessageGuid, pairs);
    va_end(pairs);
    return status;
}
